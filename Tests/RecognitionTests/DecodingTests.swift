// Bytes to pixels: every format and kind of pixel, and what must not pass.

import CLeptonica
import FoundationEssentials
import Testing

@testable import Recognition

@Suite(.offThePool) struct DecodingTests {
    @Test func `every format decodes`() throws {
        let page = Drawing.page(width: 320, height: 200)
        let others = [Drawing.tiff(page), Drawing.webp(page), Drawing.pnm(page)]
        for bytes in [Drawing.png(page), Drawing.jpeg(page), Drawing.gif(page), Drawing.bmp(page)] + others {
            let decoded = try ImageDecoder.decode(bytes, pixelLimit: 1_000_000, grey: false)
            #expect([decoded.width, decoded.height, decoded.orientation] == [320, 200, 1])
        }
    }

    @Test func `an image cut anywhere is refused, never half read`() throws {
        let page = Drawing.page(width: 640, height: 400)
        let colour = try page.transformed { pixConvertTo32($0) }
        let images = [
            Drawing.png(page), Drawing.jpeg(page), Drawing.jpeg(page, progressive: true), Drawing.gif(page),
            Drawing.bmp(page), Drawing.tiff(page), Drawing.tiff(page, compression: Int32(IFF_TIFF_LZW)),
            Drawing.tiff(colour, compression: Int32(IFF_TIFF_LZW)), Drawing.webp(page), Drawing.pnm(page),
        ]
        for bytes in images {
            for share in [1, 10, 50, 90] {
                #expect(Reading.refusal(of: Array(bytes[..<(bytes.count * share / 100)])) == .invalidImage)
            }
            #expect(Reading.refusal(of: bytes) == nil)
        }
    }

    @Test func `a grey level that a PNG names transparent stays`() throws {
        let png = Drawing.png(Drawing.page())
        // The signature and IHDR are the first 33 bytes.
        let key: [UInt8] = [0, 0, 0, 2] + Array("tRNS".utf8) + [0, 255, 0x1D, 0xAA, 0x4C, 0x1F]
        let keyed = Array(png[..<33] + key + png[33...])
        #expect(PNGKey.removed(from: keyed) == png)
        #expect(PNGKey.removed(from: png) == png)
        #expect(try Reading.text(keyed) == Drawing.sentence)
        for cut in 0...keyed.count where cut < 80 { _ = PNGKey.removed(from: Array(keyed[..<cut])) }
    }

    @Test func `a JPEG that only lacks its last marker is whole`() {
        let jpeg = Drawing.jpeg(Drawing.page(width: 640, height: 400))
        #expect(Reading.refusal(of: Array(jpeg.dropLast(2))) == nil)
    }

    @Test func `damaged pixels are refused`() {
        var png = Drawing.png(Drawing.page())
        png[png.count / 2] ^= 0x55
        #expect(Reading.refusal(of: png) == .invalidImage)
    }

    @Test(arguments: ["", "x", "this is text, whatever its name says", "GIF89a", "BM", "\u{89}PNG"])
    func `what is no image is refused`(text: String) {
        #expect(Reading.refusal(of: Array(text.utf8)) == .invalidImage)
    }

    @Test func `a bomb is refused by its header`() {
        var bmp = Drawing.bmp(Drawing.page(width: 64, height: 32))
        // Width and height 100 000, little-endian.
        bmp.replaceSubrange(18..<26, with: [0xA0, 0x86, 0x01, 0x00, 0xA0, 0x86, 0x01, 0x00])
        #expect(Reading.refusal(of: bmp) == .imageTooLarge)
    }

    @Test func `the pixel limit and the side limit hold`() {
        let png = Drawing.png(Drawing.page(width: 100, height: 50))
        #expect(Reading.refusal(of: png, pixelLimit: 5000) == nil)
        #expect(Reading.refusal(of: png, pixelLimit: 4999) == .imageTooLarge)
        let long = Drawing.blank(width: 32_768, height: 2)
        #expect(Reading.refusal(of: Drawing.png(long)) == .imageTooLarge)
    }

    @Test func `only the first frame of a GIF is given to the decoder`() {
        let gif = Drawing.gif(Drawing.page(width: 64, height: 32))
        // The second frame is nonsense: a decoder that came to it would refuse the file.
        let animated = gif.dropLast() + [0x2C] + [UInt8](repeating: 0xFF, count: 40)
        #expect(GIFFrames.first(of: Array(animated)) == gif)
        #expect(Reading.refusal(of: Array(animated)) == nil)
    }

    @Test func `CMYK as Adobe writes it is not a negative`() throws {
        // 32 × 16, its left half without ink, its right half black.
        let base64 =
            "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAQCwwODAoQDg0OEhEQExgoGhgWFhgxIyUdKDozPTw5Mzg3QEhcTkBEV0U3OFBtUVdfYmdoZz5N"
            + "cXlwZHhcZWdj/8AAFAgAEAAgBEMRAE0RAFkRAEsRAP/EABYAAQEBAAAAAAAAAAAAAAAAAAAHCP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/"
            + "2gAOBEMATQBZAEsAAD8AoCgKAoAAAz+AANAAADP4A//Z"
        let bytes = [UInt8](try #require(Data(base64Encoded: base64)))
        let decoded = try ImageDecoder.decode(bytes, pixelLimit: 1000, grey: true)
        let grey = try GreyStep().apply(to: decoded.image.transformed { pixCopy(nil, $0) })
        #expect(grey.depth == 8)
        #expect(grey.pixel(4, 8) > 240)
        #expect(grey.pixel(28, 8) < 15)
    }

    @Test func `sixteen bits a sample become eight`() throws {
        let page = Drawing.page(width: 64, height: 32)
        let deep = try page.transformed { pixConvert8To16($0, 8) }
        let decoded = try ImageDecoder.decode(Drawing.png(deep), pixelLimit: 10_000, grey: true)
        #expect(decoded.image.depth == 8)
        #expect(decoded.image.pixel(1, 1) == 255)
    }
}
