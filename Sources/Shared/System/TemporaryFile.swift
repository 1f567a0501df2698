// A file without a name: it goes with the last who has it open.

import Glibc

/// What is too large to be held in memory for everyone who wants it at the same time.
package final class TemporaryFile: Sendable {
    /// Open for reading and writing, for this process and for children it is given to.
    package let number: Int32

    private init(number: Int32) { self.number = number }

    deinit { close(number) }

    /// A new file in a folder, which holds the bytes; it is read from its start.
    package static func make(in folder: String, holding bytes: [UInt8] = []) async throws(StoreError) -> TemporaryFile {
        try await FileSystemCalls.attempt { () throws(FileError) in
            var name = Array("\(folder)/.temporary-XXXXXX".utf8CString)
            let number = mkstemp(&name)
            guard number >= 0 else { throw .last("mkstemp") }
            _ = fcntl(number, F_SETFD, FD_CLOEXEC)
            let file = TemporaryFile(number: number)
            unlink(name)
            try file.write(bytes)
            guard lseek(number, 0, SEEK_SET) == 0 else { throw .last("lseek") }
            return file
        }
    }

    /// Bytes.
    package func size() async throws(StoreError) -> Int {
        try await FileSystemCalls.attempt { [number] () throws(FileError) in
            var status = stat()
            guard fstat(number, &status) == 0 else { throw .last("fstat") }
            return Int(status.st_size)
        }
    }

    /// At most `count` bytes from an offset on; none at the end.
    package func read(at offset: Int, count: Int) async throws(StoreError) -> [UInt8] {
        try await FileSystemCalls.attempt { [number] () throws(FileError) in
            var result = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                repeat {
                    result = pread(number, buffer.baseAddress, count, off_t(offset))
                } while result < 0 && errno == EINTR
                filled = max(0, result)
            }
            guard result >= 0 else { throw .last("pread") }
            return bytes
        }
    }

    private func write(_ bytes: [UInt8]) throws(FileError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .last("write") }
            rest = rest.dropFirst(count)
        }
    }
}
