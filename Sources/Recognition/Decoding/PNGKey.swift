// The transparent grey of a PNG.

enum PNGKey {
    private static let colourType = 25, firstChunk = 8

    /// The file without the chunk that names one grey level transparent (PNG, third edition, 11.3.1.1).
    ///
    /// Leptonica 1.82 makes such an image transparent everywhere, and black. The level itself shows what is there.
    static func removed(from bytes: [UInt8]) -> [UInt8] {
        let reader = ByteReader(bytes)
        guard reader.byte(colourType) == 0 else { return bytes }
        var offset = firstChunk
        while let length = reader.big32(offset), !reader.starts(with: Array("IDAT".utf8), at: offset + 4) {
            let end = offset + 12 + length
            guard end <= bytes.count else { return bytes }
            if reader.starts(with: Array("tRNS".utf8), at: offset + 4) {
                return Array(bytes[..<offset] + bytes[end...])
            }
            offset = end
        }
        return bytes
    }
}
