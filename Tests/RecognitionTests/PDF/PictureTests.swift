// Pictures: what goes into a PDF as it is, and how the rest is packed.

import CLeptonica
import Testing

@testable import Recognition

@Suite(.offThePool) struct PictureTests {
    private static let size = PageSize(width: 320, height: 200)
    private var grey: PageImage { Drawing.page(width: 320, height: 200) }

    private func colour() throws -> PageImage { try grey.transformed { pixConvertTo32($0) } }

    private func picture(_ bytes: [UInt8]) throws -> Picture {
        try PictureSource(image: bytes, pixelLimit: 1_000_000).picture(ofPage: 0)
    }

    @Test func `a JPEG passes byte for byte`() throws {
        for bytes in [Drawing.jpeg(grey), Drawing.jpeg(grey, progressive: true), Drawing.jpeg(try colour())] {
            let picture = try picture(bytes)
            #expect(picture.data.flatMap { $0 } == bytes)
            #expect(picture.size == Self.size)
            #expect(picture.entries.contains("/DCTDecode"))
        }
        #expect(try picture(Drawing.jpeg(grey)).entries.contains("/DeviceGray"))
        #expect(try picture(Drawing.jpeg(colour())).entries.contains("/DeviceRGB"))
        let unfinished = Array(Drawing.jpeg(grey).dropLast(2))
        #expect(try picture(unfinished).data.flatMap { $0 } == Drawing.jpeg(grey))
    }

    @Test func `a JPEG with colours unmixed is packed again`() throws {
        let bytes = Drawing.jpeg(try colour())
        let adobe: [UInt8] = [0xFF, 0xEE, 0, 14] + Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 0]
        let unmixed = Array(bytes[..<2] + adobe + bytes[2...])
        let picture = try picture(unmixed)
        #expect(picture.data.flatMap { $0 } != unmixed)
        #expect(picture.entries.contains("/DCTDecode"))
    }

    @Test func `a turned JPEG passes too, and the page turns it`() throws {
        let bytes = Drawing.jpeg(Drawing.jpeg(grey), orientation: 6)
        let picture = try picture(bytes)
        #expect(picture.data.flatMap { $0 } == bytes)
        #expect(picture.uprightSize == PageSize(width: 200, height: 320))
        let paper = Paper(pixels: picture.uprightSize, stated: Resolution(x: 144, y: 144))
        #expect(picture.matrix(on: paper) == "0 -160 100 0 0 160")
    }

    @Test func `a plain PNG passes`() throws {
        for bytes in [Drawing.png(grey), Drawing.png(try colour())] {
            let picture = try picture(bytes)
            let file = try #require(PNGFile(bytes))
            #expect(picture.data.flatMap { $0 } == file.data.flatMap { $0 })
            #expect(picture.entries.contains("/Predictor 15"))
        }
    }

    @Test func `a PNG with alpha or 16 bits is packed again`() throws {
        let clear = try colour()
        clear.withPix { _ = pixSetSpp($0, 4) }
        let picture = try picture(Drawing.png(clear))
        #expect(picture.entries.contains("/DeviceRGB"))
        let deep = try self.picture(Drawing.png(grey.transformed { pixConvert8To16($0, 8) }))
        #expect(deep.bits == 8)
    }

    /// A PNG that would be another if it were packed again.
    private func loose(_ image: borrowing PageImage) -> [UInt8] {
        image.withPix { _ = pixSetZlibCompression($0, 1) }
        return Drawing.png(image)
    }

    @Test func `a PNG that names a grey or a colour transparent passes, and shows it`() throws {
        // White.
        let greyKey: [UInt8] = [0, 0, 0, 2, 0x74, 0x52, 0x4E, 0x53, 0, 255, 0x5B, 0x91, 0x22, 0xB5]
        let colourKey: [UInt8] = [
            0, 0, 0, 6, 0x74, 0x52, 0x4E, 0x53, 0, 255, 0, 255, 0, 255, 0x37, 0x58, 0x1B, 0x7D,
        ]
        for (bytes, key) in [(loose(grey), greyKey), (loose(try colour()), colourKey)] {
            // Behind the header.
            let keyed = try picture(Array(bytes[..<33] + key + bytes[33...]))
            #expect(keyed.data.flatMap { $0 } == (try picture(bytes)).data.flatMap { $0 })
            #expect(keyed.entries == (try picture(bytes)).entries)
        }
    }

    @Test func `a PNG whose palette is transparent in part is packed again`() throws {
        let palette = try grey.transformed { pixThresholdTo4bpp($0, 4, 1) }
        #expect(try picture(Drawing.png(palette)).entries.contains("/Indexed"))
        palette.withPix { _ = pixcmapSetAlpha(pixGetColormap($0), 0, 0) }
        #expect(try !picture(Drawing.png(palette)).entries.contains("/Indexed"))
    }

    @Test func `a PNG cut anywhere is refused or left to the decoder`() {
        let bytes = Drawing.png(grey)
        for count in 0..<bytes.count - 20 { #expect(PNGFile(Array(bytes[..<count])) == nil) }
        let jpeg = Drawing.jpeg(grey)
        for count in 0..<600 { _ = JPEGFile(Array(jpeg[..<count])) }
    }

    @Test func `ink and paper is packed as a fax`() throws {
        let ink = try grey.transformed { pixThresholdToBinary($0, 128) }
        let picture = try picture(Drawing.tiff(ink))
        #expect(picture.entries.contains("/CCITTFaxDecode") && picture.bits == 1)
        let fax = FaxWrapping.tiff(picture.data.flatMap { $0 }, picture.size)
        let read = try ImageDecoder.decode(fax, page: 0, pixelLimit: 1_000_000, grey: false)
        let isSame = FaxWrapping.isSame(read.image, ink)
        #expect(isSame)
        #expect(FaxFile(tiff: Drawing.tiff(grey)) == nil)
    }

    @Test func `what lost nothing keeps its pixels`() throws {
        for bytes in [Drawing.bmp(grey), Drawing.gif(grey), Drawing.pnm(grey), Drawing.webp(grey), Drawing.tiff(grey)] {
            #expect(try picture(bytes).entries.contains("/FlateDecode"))
        }
        #expect(try picture(Drawing.gif(grey)).entries.contains("/Indexed"))
    }

    @Test func `what lost something already is a JPEG`() throws {
        let lossy = try colour().encoded { pixWriteMemWebP($0, $1, $2, 80, 0) }
        #expect(try picture(lossy).entries.contains("/DCTDecode"))
        #expect(try picture(Drawing.tiff(grey, compression: Int32(IFF_TIFF_JPEG))).entries.contains("/DCTDecode"))
    }
}
