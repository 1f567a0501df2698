import Shared
import Testing

@testable import API

struct ImageHeaderTests {
    @Test func `a PNG says its size first`() throws {
        #expect(try ImageHeader.read(Images.png(width: 640, height: 480)) == info(.png, 640, 480))
    }

    @Test func `a JPEG says its size in its first frame, behind any metadata`() throws {
        #expect(try ImageHeader.read(Self.jpeg(padding: 0)) == info(.jpeg, 300, 200))
        #expect(try ImageHeader.read(Self.jpeg(padding: 40)) == info(.jpeg, 300, 200))
    }

    @Test func `a GIF has the size of its canvas or of its first frame`() throws {
        #expect(try ImageHeader.read(Self.gif(canvas: 10, frame: 5)) == info(.gif, 10, 10))
        #expect(try ImageHeader.read(Self.gif(canvas: 10, frame: 50)) == info(.gif, 50, 50))
        #expect(try ImageHeader.read(Self.gif(canvas: 0, frame: 50)) == info(.gif, 50, 50))
    }

    @Test(arguments: [40, 52, 56, 64, 108, 124] as [UInt32])
    func `a BMP says its size in any of its headers`(size: UInt32) throws {
        #expect(try ImageHeader.read(Images.bmp(width: 7, height: 5, headerSize: size)) == info(.bmp, 7, 5))
    }

    @Test func `a BMP may run from the top down`() throws {
        #expect(try ImageHeader.read(Images.bmp(width: 7, height: -5)) == info(.bmp, 7, 5))
        #expect(throws: ImageHeaderError.damaged) { try ImageHeader.read(Images.bmp(width: 1, height: .min)) }
    }

    @Test func `a BMP of OS2 has short numbers`() throws {
        let core = Array("BM".utf8) + [UInt8](repeating: 0, count: 12) + Images.little(12) + [9, 0, 8, 0, 1, 0, 24, 0]
        #expect(try ImageHeader.read(core) == info(.bmp, 9, 8))
    }

    @Test(arguments: [true, false])
    func `a TIFF says its size in a directory anywhere, in both byte orders`(isLittle: Bool) throws {
        #expect(try ImageHeader.read(Self.tiff(isLittle: isLittle)) == info(.tiff, 300, 70_000))
        #expect(throws: ImageHeaderError.truncated) {
            try ImageHeader.read(Self.tiff(isLittle: isLittle).dropLast(20).map(\.self))
        }
    }

    @Test func `a WebP says its size in each of its three kinds`() throws {
        let lossy = Array("VP8 ".utf8) + [0, 0, 0, 0, 0, 0, 0, 0x9d, 0x01, 0x2a, 0x2c, 0x41, 200, 0]
        let lossless = Array("VP8L".utf8) + [0, 0, 0, 0, 0x2f] + Images.little(299 | 199 << 14) + [0]
        let extended = Array("VP8X".utf8) + [10, 0, 0, 0, 0, 0, 0, 0, 0x2b, 1, 0, 199, 0, 0]
        for chunk in [lossy, lossless, extended] {
            let bytes = Array("RIFF....WEBP".utf8) + chunk + [UInt8](repeating: 0, count: 8)
            #expect(try ImageHeader.read(bytes) == info(.webp, 300, 200))
            #expect(throws: ImageHeaderError.truncated) { try ImageHeader.read(Array(bytes.prefix(20))) }
        }
        #expect(throws: ImageHeaderError.damaged) {
            try ImageHeader.read(Array("RIFF....WEBPEXIF".utf8) + [UInt8](repeating: 0, count: 20))
        }
    }

    @Test func `a portable anymap says its size in words, between comments`() throws {
        let text = "P5\n# made by hand\n300 # wide\n 200\n255\n"
        #expect(try ImageHeader.read(Array(text.utf8)) == info(.pnm, 300, 200))
        #expect(throws: ImageHeaderError.truncated) { try ImageHeader.read(Array("P6 30".utf8)) }
        #expect(throws: ImageHeaderError.damaged) { try ImageHeader.read(Array("P6 wide 200 ".utf8)) }
        #expect(throws: ImageHeaderError.damaged) {
            try ImageHeader.read(Array("P6 ".utf8) + [UInt8](repeating: 0x20, count: 9000))
        }
    }

    @Test(arguments: [
        [UInt8]("hello, world".utf8), [], [0xff, 0xd8], Array("BMW is a maker of cars, not a picture".utf8),
        Array("II+-".utf8), Array("RIFF....WAVE".utf8), Array("P5.".utf8),
    ])
    func `what is none of the formats is told apart`(bytes: [UInt8]) {
        #expect(throws: ImageHeaderError.unknownFormat) { try ImageHeader.read(bytes) }
    }

    @Test(arguments: [
        Images.png(width: 0), Images.png(width: 1 << 31), Images.bmp(width: 0, height: 4),
        Images.bmp(width: -4, height: 4),
        [0xff, 0xd8, 0xff, 0xda, 0, 2], [0xff, 0xd8, 0xff, 0xd9], [0xff, 0xd8, 0xff, 0xe0, 0, 1, 0, 0],
        Array("GIF89a".utf8) + [5, 0, 5, 0, 0, 0, 0, 0x3b],
    ])
    func `an impossible header is damaged`(bytes: [UInt8]) {
        #expect(throws: ImageHeaderError.damaged) { try ImageHeader.read(bytes) }
    }

    @Test(arguments: [
        Images.png(), jpeg(padding: 9), gif(canvas: 10, frame: 5), Images.bmp(width: 7, height: 5),
        tiff(isLittle: true),
    ])
    func `a header that is cut anywhere does no harm`(bytes: [UInt8]) {
        for end in bytes.indices {
            let info = try? ImageHeader.read(Array(bytes[..<end]))
            #expect(info == nil || end > 16, "cut at \(end)")
        }
    }

    @Test func `random bytes behind a magic number do no harm`() {
        var random = SplitMix(state: 7)
        for start in [
            Images.png(), Self.jpeg(padding: 9), Self.gif(canvas: 10, frame: 5), Images.bmp(width: 7, height: 5),
            Self.tiff(isLittle: true), Self.tiff(isLittle: false), Array("P5 300 200 255 ".utf8),
        ] {
            for _ in 0..<5_000 {
                var bytes = start
                for index in bytes.indices.dropFirst(3) where UInt8.random(in: 0..<4, using: &random) == 0 {
                    bytes[index] = UInt8.random(in: .min ... .max, using: &random)
                }
                _ = try? ImageHeader.read(bytes)
            }
        }
    }

    /// A width of 16 bits and a height of 32, in a directory behind some pixels.
    private static func tiff(isLittle: Bool) -> [UInt8] {
        func number(_ value: Int, _ size: Int) -> [UInt8] {
            let bytes = (0..<size).map { UInt8(value >> (8 * $0) & 0xff) }
            return isLittle ? bytes : bytes.reversed()
        }
        let head = Array((isLittle ? "II" : "MM").utf8) + number(42, 2) + number(40, 4)
        let width = number(256, 2) + number(3, 2) + number(1, 4) + number(300, 2) + number(0, 2)
        let height = number(257, 2) + number(4, 2) + number(1, 4) + number(70_000, 4)
        return head + [UInt8](repeating: 7, count: 32) + number(2, 2) + width + height + number(0, 4)
    }

    private func info(_ format: ImageFormat, _ width: Int, _ height: Int) -> ImageInfo {
        ImageInfo(format: format, width: width, height: height)
    }

    /// 300 × 200, with an APP1 segment of so many bytes, fill bytes, and a table before the frame.
    private static func jpeg(padding: UInt8) -> [UInt8] {
        let app1 = [0xff, 0xe1, 0, padding + 2] + [UInt8](repeating: 0xff, count: Int(padding))
        return [0xff, 0xd8] + app1 + [0xff, 0xff, 0xc4, 0, 3, 1] + [0xff, 0xc2, 0, 11, 8, 0, 200, 1, 44, 1, 1, 0x11, 0]
    }

    private static func gif(canvas: UInt8, frame: UInt8) -> [UInt8] {
        let palette: [UInt8] = [0, 0, 0, 0xff, 0xff, 0xff]
        let comment: [UInt8] = [0x21, 0xfe, 2, 0x2c, 0x2c, 1, 0x3b, 0]
        return Array("GIF89a".utf8) + [canvas, 0, canvas, 0, 0x80, 0, 0] + palette + comment
            + [0x2c, 0, 0, 0, 0, frame, 0, frame, 0, 0]
    }
}
