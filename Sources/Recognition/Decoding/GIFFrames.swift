// The frames of a GIF: its chain of blocks, walked without decoding anything.
//
// giflib decodes every frame at once: an animation of a thousand would take a thousand times the memory. So it is only
// ever given files of one frame, cut out of the whole.

/// What each frame of a GIF claims.
///
/// Source: GIF89a specification, sections 18 to 23 and appendix B.
struct GIFFrames {
    struct Frame: Equatable {
        var left = 0
        var top = 0
        var width = 0
        var height = 0
        /// The colour that leaves what is below visible.
        var transparent: Int?
        var disposal = Disposal.keep
        /// Where it stands in the file, its terminator included; nil where the file ends before it.
        fileprivate var bytes: Range<Int>?
    }

    /// What becomes of a frame when the next is due.
    enum Disposal: Equatable { case keep, clear, restore }

    let screen: PageSize
    private(set) var frames: [Frame] = []
    /// Header, screen descriptor and global colours.
    private let head: Int

    /// Nil where there is none.
    ///
    /// Frames after `limit` are not looked for.
    init?(_ reader: ByteReader, limit: Int) {
        guard let width = reader.little16(6), let height = reader.little16(8), let flags = reader.byte(10) else {
            return nil
        }
        screen = PageSize(width: width, height: height)
        head = 13 + Self.colorTable(flags)
        var offset = head
        var next = Frame()
        while frames.count < limit, let block = reader.byte(offset) {
            switch block {
            case 0x21:
                if reader.byte(offset + 1) == 0xF9 { Self.readControl(reader, offset + 2, into: &next) }
                guard let end = Self.skipSubBlocks(reader, from: offset + 2) else { break }
                offset = end
                continue
            case 0x2C:
                guard Self.readImage(reader, offset, into: &next) else { break }
                frames.append(next)
                guard let end = next.bytes?.upperBound else { break }
                offset = end
                next = Frame()
                continue
            default: break
            }
            break
        }
        if frames.isEmpty { return nil }
    }

    /// The first frame's file, without what comes after it.
    ///
    /// The bytes as they are where that is not whole, for giflib to refuse.
    static func first(of bytes: [UInt8]) -> [UInt8] {
        guard let frames = GIFFrames(ByteReader(bytes), limit: 1) else { return bytes }
        return frames.file(of: 0, in: bytes) ?? bytes
    }

    /// A file with nothing but one frame; nil where that is not whole.
    func file(of frame: Int, in bytes: [UInt8]) -> [UInt8]? {
        guard let range = frames[frame].bytes else { return nil }
        return bytes[..<head] + bytes[range] + [0x3B]
    }

    private static func readControl(_ reader: ByteReader, _ offset: Int, into frame: inout Frame) {
        guard let flags = reader.byte(offset + 1) else { return }
        frame.transparent = flags & 1 == 1 ? reader.byte(offset + 4) : nil
        switch flags >> 2 & 7 {
        case 2: frame.disposal = .clear
        case 3: frame.disposal = .restore
        default: frame.disposal = .keep
        }
    }

    private static func readImage(_ reader: ByteReader, _ offset: Int, into frame: inout Frame) -> Bool {
        guard let left = reader.little16(offset + 1), let top = reader.little16(offset + 3),
            let width = reader.little16(offset + 5), let height = reader.little16(offset + 7),
            let flags = reader.byte(offset + 9)
        else { return false }
        (frame.left, frame.top, frame.width, frame.height) = (left, top, width, height)
        frame.bytes = skipSubBlocks(reader, from: offset + 11 + colorTable(flags)).map { offset..<$0 }
        return true
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
