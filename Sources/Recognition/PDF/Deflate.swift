// zlib, as Leptonica has it.

import CLeptonica

enum Deflate {
    /// The data as a zlib stream (RFC 1950), which is what PDF's FlateDecode takes.
    static func compress(_ data: [UInt8]) throws(PDFFailure) -> [UInt8] {
        var count = 0
        guard let packed = zlibCompress(data, data.count, &count) else { throw .noMemory }
        defer { lept_free(packed) }
        return [UInt8](UnsafeBufferPointer(start: packed, count: count))
    }
}
