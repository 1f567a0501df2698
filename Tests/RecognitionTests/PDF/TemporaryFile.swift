// A file without a name, for what is written to a descriptor.

import Glibc
import Testing

struct TemporaryFile: ~Copyable {
    private let file = tmpfile()

    init(_ bytes: [UInt8] = []) throws {
        try #require(write(descriptor, bytes, bytes.count) == bytes.count)
        lseek(descriptor, 0, SEEK_SET)
    }

    deinit { fclose(file) }

    var descriptor: Int32 { fileno(file) }

    /// Makes it what a descriptor of this number is.
    borrowing func put(on number: Int32) { dup2(descriptor, number) }

    func bytes() -> [UInt8] {
        let size = lseek(descriptor, 0, SEEK_END)
        var bytes = [UInt8](repeating: 0, count: size)
        #expect(pread(descriptor, &bytes, size, 0) == size)
        return bytes
    }
}
