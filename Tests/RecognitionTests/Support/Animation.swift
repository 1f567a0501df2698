// Animated GIFs, put together from files of one frame.

@testable import Recognition

enum Animation {
    /// A frame for each text.
    static func gif(_ texts: [String], width: Int = 1000, height: Int = 300) -> [UInt8] {
        let files = texts.map { Drawing.gif(Drawing.page([$0], width: width, height: height)) }
        return gif(screen: PageSize(width: width, height: height), frames: files.map { Part(file: $0) })
    }

    /// A file of one frame, and how that is to be drawn.
    struct Part {
        var file: [UInt8]
        var left = 0
        var top = 0
        var transparent: UInt8?
        /// 1 keep, 2 clear, 3 restore.
        var disposal: UInt8 = 1
    }

    static func gif(screen: PageSize, frames: [Part]) -> [UInt8] {
        var bytes = Array("GIF89a".utf8) + little(screen.width) + little(screen.height) + [0, 0, 0]
        for frame in frames {
            let flags = frame.disposal << 2 | (frame.transparent == nil ? 0 : 1)
            bytes += [0x21, 0xF9, 4, flags, 0, 0, frame.transparent ?? 0, 0]
            bytes += image(of: frame)
        }
        return bytes + [0x3B]
    }

    /// The frame's image with its colours beside it, at its place.
    private static func image(of part: Part) -> [UInt8] {
        let file = part.file
        let globalBytes = file[10] & 0x80 == 0 ? 0 : 3 << (Int(file[10] & 7) + 1)
        let head = 13 + globalBytes
        // Leptonica writes header, colours, image, trailer, and perhaps extensions before the image.
        var start = head
        while file[start] == 0x21 {
            start += 2
            while file[start] != 0 { start += 1 + Int(file[start]) }
            start += 1
        }
        precondition(file[start] == 0x2C, "no image where one should be")
        let size = file[start + 5..<start + 9]
        let local = file[start + 9]
        precondition(local & 0x80 == 0 && globalBytes > 0, "the colours are expected to be the file's")
        let flags = local | 0x80 | file[10] & 7
        return [0x2C] + little(part.left) + little(part.top) + size + [flags] + file[13..<head]
            + file[(start + 10)..<file.count - 1]
    }

    private static func little(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
}
