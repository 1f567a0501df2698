// The first frame of a GIF. giflib decodes every frame at once: an animation of a thousand would take a thousand times
// the memory, so it is given a file that ends after the first.

struct GIFFrame {
    var width: Int
    var height: Int
    /// Where the frame's data ends, its terminator included; nil where the file ends before it.
    private var end: Int?

    /// Walks the blocks up to the first image.
    ///
    /// Source: GIF89a specification, appendix B.
    init?(first reader: ByteReader) {
        guard let flags = reader.byte(10) else { return nil }
        var offset = 13 + Self.colorTable(flags)
        while let block = reader.byte(offset) {
            switch block {
            case 0x21:
                guard let next = Self.skipSubBlocks(reader, from: offset + 2) else { return nil }
                offset = next
            case 0x2C:
                guard let width = reader.little16(offset + 5), let height = reader.little16(offset + 7),
                    let flags = reader.byte(offset + 9)
                else { return nil }
                (self.width, self.height) = (width, height)
                end = Self.skipSubBlocks(reader, from: offset + 11 + Self.colorTable(flags))
                return
            default: return nil
            }
        }
        return nil
    }

    /// The file up to the end of its first frame.
    ///
    /// The bytes as they are where that is not whole, for giflib to refuse.
    static func only(_ bytes: [UInt8]) -> [UInt8] {
        guard let end = GIFFrame(first: ByteReader(bytes))?.end, end < bytes.count else { return bytes }
        return bytes[..<end] + [0x3B]
    }

    private static func colorTable(_ flags: Int) -> Int {
        flags & 0x80 == 0 ? 0 : 3 << (flags & 7 + 1)
    }

    private static func skipSubBlocks(_ reader: ByteReader, from start: Int) -> Int? {
        var offset = start
        while let length = reader.byte(offset) {
            offset += 1 + length
            if length == 0 { return offset }
        }
        return nil
    }
}
