// What a viewer shows of an animation.

import CLeptonica
import Testing

@testable import Recognition

@Suite(.offThePool) struct GIFCanvasTests {
    private static let screen = PageSize(width: 40, height: 20)

    /// A square of one grey.
    private func square(_ grey: UInt32, side: Int = 10) -> [UInt8] {
        let image = Drawing.blank(width: side, height: side)
        image.withPix { _ = pixSetAllArbitrary($0, grey) }
        return Drawing.gif(image)
    }

    private func shown(_ frames: [Animation.Part], at number: Int) throws -> [UInt32] {
        let bytes = Animation.gif(screen: Self.screen, frames: frames)
        let decoded = try ImageDecoder.decode(bytes, page: number, pixelLimit: 10_000, grey: false)
        let grey = try decoded.image.transformed { pixConvertTo8($0, 0) }
        #expect([decoded.width, decoded.height] == [40, 20])
        return [grey.pixel(5, 5), grey.pixel(15, 5), grey.pixel(25, 5), grey.pixel(35, 15)]
    }

    @Test func `frames are drawn over those before`() throws {
        let frames = [
            Animation.Part(file: square(10)),
            Animation.Part(file: square(50), left: 10),
            Animation.Part(file: square(90), left: 20),
        ]
        #expect(try shown(frames, at: 1) == [10, 50, 255, 255])
        #expect(try shown(frames, at: 2) == [10, 50, 90, 255])
    }

    @Test func `a frame may be cleared, or give way to what was there before it`() throws {
        let frames = [
            Animation.Part(file: square(10)),
            Animation.Part(file: square(50), left: 10, disposal: 2),
            Animation.Part(file: square(90), disposal: 3),
            Animation.Part(file: square(130), left: 20),
        ]
        #expect(try shown(frames, at: 2) == [90, 255, 255, 255])
        #expect(try shown(frames, at: 3) == [10, 255, 130, 255])
    }

    @Test func `transparent pixels show what is below`() throws {
        let image = Drawing.blank(width: 20, height: 10)
        image.withPix { pix in
            for y in 0..<10 { for x in 0..<10 { _ = pixSetPixel(pix, Int32(x), Int32(y), 0) } }
        }
        let file = Drawing.gif(image)
        // The colour of the right half, which is white.
        let colours = 2 << Int(file[10] & 7)
        let white = try #require((0..<colours).first { Array(file[13 + 3 * $0..<16 + 3 * $0]) == [255, 255, 255] })
        let frames = [
            Animation.Part(file: square(70), left: 10),
            Animation.Part(file: file, transparent: UInt8(white)),
        ]
        #expect(try shown(frames, at: 1) == [0, 70, 255, 255])
    }

    @Test func `a frame that is larger than the limit, or is not there, is refused`() {
        let bytes = Animation.gif(
            screen: Self.screen,
            frames: [.init(file: square(9)), .init(file: square(9, side: 200))]
        )
        #expect(throws: RecognitionFailure.self) {
            _ = try ImageDecoder.decode(bytes, page: 1, pixelLimit: 10_000, grey: false)
        }
        #expect(throws: RecognitionFailure.self) {
            _ = try ImageDecoder.decode(bytes, page: 2, pixelLimit: 1_000_000, grey: false)
        }
    }
}
