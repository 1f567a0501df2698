// The few file operations that durability is made of. All of them block: call them through `FileSystemCalls`.

import FoundationEssentials
import Glibc

/// A system call on a file that failed.
struct FileError: Error, CustomStringConvertible {
    var call: String
    var code: Int32

    var description: String { "\(call): \(String(cString: strerror(code)))" }

    /// The error that `errno` tells of now.
    static func last(_ call: String) -> FileError { FileError(call: call, code: errno) }
}

enum File {
    /// Writes a new file and has it on disk when it returns.
    static func write(_ bytes: [UInt8], toNew path: String) throws(FileError) {
        let file = try Descriptor(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC)
        try file.write(bytes)
        try file.sync()
    }

    static func append(_ bytes: [UInt8], to path: String) throws(FileError) {
        try Descriptor(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC).write(bytes)
    }

    /// Has a file's bytes, or a folder's names, on disk when it returns (`fsync(2)`).
    static func sync(_ path: String) throws(FileError) {
        try Descriptor(path, O_RDONLY | O_CLOEXEC).sync()
    }

    /// At most `limit` bytes from the start of a file.
    static func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
        try Descriptor(path, O_RDONLY | O_CLOEXEC).read(limit: limit)
    }

    /// Gives a file a second name.
    ///
    /// False where the name is taken.
    static func link(_ path: String, to name: String) throws(FileError) -> Bool {
        if Glibc.link(path, name) == 0 { return true }
        if errno == EEXIST { return false }
        throw .last("link")
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// It is no error where there is no such file.
    static func remove(_ path: String) throws(FileError) {
        if unlink(path) != 0, errno != ENOENT { throw .last("unlink") }
    }

    /// Makes a folder for this user alone; it is no error where there is one already.
    static func makeFolder(_ path: String) throws(FileError) {
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw .last("mkdir") }
    }

    /// The names in a folder, `.` and `..` left out.
    static func names(in path: String) throws(FileError) -> [String] {
        guard let folder = opendir(path) else { throw .last("opendir") }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Bytes; nil where there is no file.
    static func size(_ path: String) -> Int64? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Int64(status.st_size)
    }

    /// Seconds since 1970 at which a file was last written; nil where there is none.
    static func modified(_ path: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.modificationDate] as? Date).map { Int($0.timeIntervalSince1970) }
    }
}

/// An open file, closed when it goes.
struct Descriptor: ~Copyable {
    let number: Int32

    init(_ path: String, _ flags: Int32) throws(FileError) {
        number = open(path, flags, 0o600)
        if number < 0 { throw .last("open") }
    }

    deinit { close(number) }

    borrowing func write(_ bytes: [UInt8]) throws(FileError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .last("write") }
            rest = rest.dropFirst(count)
        }
    }

    borrowing func read(limit: Int) throws(FileError) -> [UInt8] {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw .last("fstat") }
        let wanted = min(limit, Int(status.st_size))
        var failure: FileError?
        let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
            while filled < wanted {
                let count = Glibc.read(number, buffer.baseAddress?.advanced(by: filled), wanted - filled)
                if count < 0, errno == EINTR { continue }
                if count < 0 { failure = .last("read") }
                guard count > 0 else { break }
                filled += count
            }
        }
        if let failure { throw failure }
        return bytes
    }

    borrowing func sync() throws(FileError) {
        if fsync(number) != 0 { throw .last("fsync") }
    }
}
