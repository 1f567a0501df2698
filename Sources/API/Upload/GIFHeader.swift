// Where a GIF says its size: GIF89a §18 and §20.

/// The larger of the canvas and the first frame counts, as either may be the one that memory is taken for.
enum GIFHeader {
    /// Nil where there is no frame.
    static func size(_ cursor: ByteCursor) throws(OutOfBytes) -> PixelSize? {
        let canvas = PixelSize(width: try cursor.little16(6), height: try cursor.little16(8))
        guard let frame = try firstFrame(cursor) else { return nil }
        return PixelSize(width: max(canvas.width, frame.width), height: max(canvas.height, frame.height))
    }

    private static func firstFrame(_ cursor: ByteCursor) throws(OutOfBytes) -> PixelSize? {
        let flags = try cursor.byte(10)
        var offset = 13
        if flags & 0x80 != 0 { offset += 3 << (flags & 0x07 + 1) }
        while true {
            switch try cursor.byte(offset) {
            case 0x2c: return PixelSize(width: try cursor.little16(offset + 5), height: try cursor.little16(offset + 7))
            case 0x21: offset = try afterSubBlocks(cursor, offset + 2)
            default: return nil
            }
        }
    }

    /// Behind a chain of blocks that each begin with their length; the last is empty.
    private static func afterSubBlocks(_ cursor: ByteCursor, _ start: Int) throws(OutOfBytes) -> Int {
        var offset = start
        while true {
            let length = try cursor.byte(offset)
            offset += 1 + length
            if length == 0 { return offset }
        }
    }
}
