// Where a WebP says its size: in the first chunk, which is of one of three kinds.

/// Source: RFC 9649, sections 2.5 to 2.7; for the lossy kind RFC 6386, section 9.1.
enum WebPHeader {
    static func isWebP(_ cursor: ByteCursor) -> Bool {
        cursor.starts(with: "RIFF") && cursor.starts(with: "WEBP", at: 8)
    }

    static func size(_ cursor: ByteCursor) throws(OutOfBytes) -> PixelSize? {
        // Long enough for any of the three, or cut.
        _ = try cursor.byte(29)
        if cursor.starts(with: "VP8X", at: 12) {
            return PixelSize(width: 1 + (try little24(cursor, 24)), height: 1 + (try little24(cursor, 27)))
        }
        if cursor.starts(with: "VP8L", at: 12) {
            let bits = try cursor.little32(21)
            guard try cursor.byte(20) == 0x2f else { return nil }
            return PixelSize(width: 1 + bits & 0x3fff, height: 1 + bits >> 14 & 0x3fff)
        }
        guard cursor.starts(with: "VP8 ", at: 12), try cursor.byte(23) == 0x9d, try cursor.byte(24) == 0x01 else {
            return nil
        }
        return PixelSize(width: try cursor.little16(26) & 0x3fff, height: try cursor.little16(28) & 0x3fff)
    }

    private static func little24(_ cursor: ByteCursor, _ offset: Int) throws(OutOfBytes) -> Int {
        try cursor.little16(offset) | cursor.byte(offset + 2) << 16
    }
}
