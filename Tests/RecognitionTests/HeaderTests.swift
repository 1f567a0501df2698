// Headers of every format, whole, cut and scrambled.

import Testing

@testable import Recognition

struct HeaderTests {
    @Test func `every format tells its dimensions`() {
        let page = Drawing.page(width: 320, height: 200)
        #expect(dimensions(Drawing.png(page)) == [320, 200])
        #expect(dimensions(Drawing.jpeg(page)) == [320, 200])
        #expect(dimensions(Drawing.jpeg(page, progressive: true)) == [320, 200])
        #expect(dimensions(Drawing.gif(page)) == [320, 200])
        #expect(dimensions(Drawing.bmp(page)) == [320, 200])
        #expect(dimensions(Drawing.tiff(page)) == [320, 200])
        #expect(dimensions(Drawing.webp(page)) == [320, 200])
        #expect(dimensions(Drawing.pnm(page)) == [320, 200])
    }

    @Test(arguments: UInt8(1)...8, [true, false])
    func `the orientation of a JPEG is read in both byte orders`(orientation: UInt8, littleEndian: Bool) {
        let jpeg = Drawing.jpeg(Drawing.page(width: 64, height: 32))
        let header = ImageHeader(Drawing.jpeg(jpeg, orientation: orientation, littleEndian: littleEndian))
        #expect(header?.orientation == Int(orientation))
    }

    @Test func `the orientation of a PNG is read from its eXIf chunk`() {
        let png = Drawing.png(Drawing.page(width: 64, height: 32))
        let exif = Drawing.exif(orientation: 6, littleEndian: false)
        // The signature and IHDR are the first 33 bytes; the checksum is libpng's business.
        let chunk = [0, 0, 0, UInt8(exif.count)] + Array("eXIf".utf8) + exif + [0, 0, 0, 0]
        #expect(ImageHeader(png[..<33] + chunk + png[33...])?.orientation == 6)
    }

    @Test(arguments: [UInt8(0), 9, 255])
    func `an orientation that EXIF does not know is upright`(orientation: UInt8) {
        let jpeg = Drawing.jpeg(Drawing.page(width: 64, height: 32))
        #expect(ImageHeader(Drawing.jpeg(jpeg, orientation: orientation))?.orientation == 1)
    }

    @Test func `a GIF counts its larger side of canvas and frame`() {
        var gif = Drawing.gif(Drawing.page(width: 64, height: 32))
        gif[6...9] = [0xFF, 0xFF, 0xFF, 0xFF]
        #expect(dimensions(gif) == [65_535, 65_535])
    }

    @Test func `headers cut or scrambled anywhere never trap`() {
        let page = Drawing.page(width: 64, height: 32)
        let jpeg = Drawing.jpeg(Drawing.jpeg(page), orientation: 6)
        var state: UInt32 = 7
        let tiff = Drawing.tiff(pages: ["a", "b"], width: 64, height: 32)
        let more = [Drawing.webp(page), Drawing.pnm(page), Array(tiff.suffix(300)), Array(tiff.prefix(300))]
        for image in [jpeg, Drawing.png(page), Drawing.gif(page), Drawing.bmp(page)] + more {
            let head = Array(image.prefix(300))
            for cut in 0...head.count { _ = ImageHeader(Array(head[..<cut])) }
            for _ in 0..<20_000 {
                var scrambled = head
                for _ in 0..<3 {
                    state = state &* 1_664_525 &+ 1_013_904_223
                    scrambled[4 + Int(state >> 8) % (head.count - 4)] = UInt8(truncatingIfNeeded: state >> 3)
                }
                _ = ImageHeader(scrambled)
                _ = GIFFrames.first(of: scrambled)
            }
        }
    }

    private func dimensions(_ bytes: [UInt8]) -> [Int]? {
        ImageHeader(bytes).map { [$0.width, $0.height] }
    }
}
