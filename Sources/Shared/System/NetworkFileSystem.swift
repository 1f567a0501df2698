// File systems that more than one machine may write to.

import FoundationEssentials
import Glibc

enum NetworkFileSystem {
    private static let types: Set<String> = ["nfs", "nfs4", "cifs", "smb3", "smbfs"]

    /// The type of a network file system that the folder lies on; nil where it lies on a disk of this machine, as far as
    /// can be told.
    static func type(of folder: String) -> String? {
        var status = stat()
        guard stat(folder, &status) == 0,
            let mounts = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)
        else { return nil }
        return type(ofDevice: deviceNumber(UInt64(status.st_dev)), in: mounts)
    }

    /// - Parameters:
    ///   - device: `major:minor`.
    ///   - mounts: as `/proc/self/mountinfo` has them (proc(5)): the device is the third field, the type the first after
    ///     the lone hyphen.
    /// - Returns: the type, where it is a network file system.
    static func type(ofDevice device: String, in mounts: String) -> String? {
        for mount in mounts.split(separator: "\n") {
            let fields = mount.split(separator: " ")
            guard fields.count > 2, fields[2] == device, let hyphen = fields.firstIndex(of: "-"),
                hyphen + 1 < fields.count
            else { continue }
            return types.contains(String(fields[hyphen + 1])) ? String(fields[hyphen + 1]) : nil
        }
        return nil
    }

    /// As makedev(3) puts the two parts together.
    private static func deviceNumber(_ device: UInt64) -> String {
        let major = device >> 8 & 0xfff | device >> 32 & ~0xfff
        let minor = device & 0xff | device >> 12 & ~0xff
        return "\(major):\(minor)"
    }
}
