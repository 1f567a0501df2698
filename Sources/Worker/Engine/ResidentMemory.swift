// How much memory a process has.

import FoundationEssentials
import Glibc

enum ResidentMemory {
    /// Bytes in memory now; nil where there is no such process.
    ///
    /// A read of `/proc`, which does not wait for a disk.
    static func bytes(of pid: Int32) -> Int? {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/statm", encoding: .utf8) else { return nil }
        return bytes(inStatm: text, pageSize: sysconf(Int32(_SC_PAGESIZE)))
    }

    /// The second number of `/proc/[pid]/statm` (`proc(5)`) counts resident pages.
    static func bytes(inStatm text: String, pageSize: Int) -> Int? {
        let numbers = text.split(separator: " ")
        guard numbers.count > 1, let pages = Int(numbers[1]) else { return nil }
        return pages * pageSize
    }
}
