// Searching in received bytes, at the speed of the C library.

import Glibc
import NIOCore

extension ByteBuffer {
    /// Where the bytes first stand, counted from the reader index.
    ///
    /// They must not be none.
    func firstIndex(of bytes: [UInt8]) -> Int? {
        withUnsafeReadableBytes { all in
            guard let start = all.baseAddress, let first = bytes.first else { return nil }
            var offset = 0
            while all.count - offset >= bytes.count {
                let span = all.count - offset - bytes.count + 1
                guard let hit = memchr(start + offset, Int32(first), span) else { return nil }
                offset = UnsafeRawPointer(hit) - start
                if memcmp(start + offset, bytes, bytes.count) == 0 { return offset }
                offset += 1
            }
            return nil
        }
    }

    /// The byte at the reader index.
    func peekByte() -> UInt8? { getInteger(at: readerIndex) }

    /// The next bytes as text; nil where there are not that many.
    func peekString(length: Int) -> String? { getString(at: readerIndex, length: length) }
}
