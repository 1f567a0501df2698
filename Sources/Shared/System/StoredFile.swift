// An open file of the store: whatever becomes of its name, it stays as long as somebody has it.

import Glibc

/// What is too large to be held in memory for everyone who wants it at the same time.
package final class StoredFile: Sendable {
    private let descriptor: Descriptor

    /// For children it is given to.
    package var number: Int32 { descriptor.number }

    private init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }

    /// A file that is there, for reading; nil where there is none.
    static func open(_ path: String) async throws(StoreError) -> StoredFile? {
        try await FileSystemCalls.attempt { () throws(FileError) in
            do throws(FileError) {
                return StoredFile(try Descriptor(path, O_RDONLY | O_CLOEXEC))
            } catch  where error.code == ENOENT {
                return nil
            }
        }
    }

    /// A new file without a name, which holds the bytes and is read from its start.
    ///
    /// It has the name `path`, which must be nobody's, for a moment.
    package static func temporary(at path: String, holding bytes: [UInt8]) async throws(StoreError) -> StoredFile {
        try await FileSystemCalls.attempt { () throws(FileError) in
            let descriptor = try Descriptor(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC)
            try File.remove(path)
            try descriptor.write(bytes)
            guard lseek(descriptor.number, 0, SEEK_SET) == 0 else { throw .last("lseek") }
            return StoredFile(descriptor)
        }
    }

    /// Bytes.
    package func size() async throws(StoreError) -> Int {
        try await FileSystemCalls.attempt { [self] () throws(FileError) in
            var status = stat()
            guard fstat(number, &status) == 0 else { throw .last("fstat") }
            return Int(status.st_size)
        }
    }

    /// At most `count` bytes from an offset on; none at the end.
    package func read(at offset: Int, count: Int) async throws(StoreError) -> [UInt8] {
        try await FileSystemCalls.attempt { [self] () throws(FileError) in
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
}
