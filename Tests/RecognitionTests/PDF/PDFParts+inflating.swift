// Streams unpacked, by Leptonica's zlib.

import CLeptonica

extension PDFParts.Object {
    /// The data behind one FlateDecode; empty where that is broken.
    var inflated: [UInt8] {
        var count = 0
        guard let data = zlibUncompress(stream, stream.count, &count) else { return [] }
        defer { lept_free(data) }
        return [UInt8](UnsafeBufferPointer(start: data, count: count))
    }

    var text: String { String(decoding: inflated, as: UTF8.self) }
}
