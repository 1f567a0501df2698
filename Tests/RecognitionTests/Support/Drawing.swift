// Test images made on the spot: text in Leptonica's bitmap font, in every format, and damaged on purpose.

import CLeptonica

@testable import Recognition

enum Drawing {
    static let sentence = "The quick brown fox jumps over the lazy dog"

    /// Black text on white, 8-bit grey, large enough to be read without error.
    static func page(_ lines: [String] = [sentence], width: Int = 1400, height: Int = 300) -> PageImage {
        let small = pixCreate(Int32(width / 2), Int32(height / 2), 8)
        pixSetAll(small)
        var font = bmfCreate(nil, 8)
        defer { bmfDestroy(&font) }
        for (index, line) in lines.enumerated() {
            var overflow: Int32 = 0
            pixSetTextline(small, font, line, 0, 30, 50 + Int32(index) * 30, nil, &overflow)
        }
        var source = small
        defer { pixDestroy(&source) }
        return owned(pixScale(small, 2, 2))
    }

    static func blank(width: Int, height: Int) -> PageImage {
        let pix = pixCreate(Int32(width), Int32(height), 8)
        pixSetAll(pix)
        return owned(pix)
    }

    private static func owned(_ pix: UnsafeMutablePointer<PIX>?) -> PageImage {
        guard let image = PageImage(owning: pix) else { preconditionFailure("Leptonica made no image") }
        return image
    }

    /// A page full of text, which takes Tesseract a second or more.
    static func bigPage() -> PageImage {
        page((0..<60).map { "\($0) \(sentence) \(sentence)" }, width: 1900, height: 4200)
    }

    static func png(_ image: borrowing PageImage) -> [UInt8] {
        image.encoded { pixWriteMemPng($0, $1, $2, 0) }
    }

    static func jpeg(_ image: borrowing PageImage, progressive: Bool = false) -> [UInt8] {
        image.encoded { pixWriteMemJpeg($0, $1, $2, 90, progressive ? 1 : 0) }
    }

    static func bmp(_ image: borrowing PageImage) -> [UInt8] {
        image.encoded { pixWriteMemBmp($0, $1, $2) }
    }

    static func gif(_ image: borrowing PageImage) -> [UInt8] {
        image.encoded { pixWriteMemGif($0, $1, $2) }
    }

    static func webp(_ image: borrowing PageImage) -> [UInt8] {
        let colour = image.withPix { pixConvertTo32($0) }
        return owned(colour).encoded { pixWriteMemWebP($0, $1, $2, 90, 1) }
    }

    static func pnm(_ image: borrowing PageImage) -> [UInt8] {
        image.encoded { pixWriteMemPnm($0, $1, $2) }
    }

    static func tiff(_ image: borrowing PageImage, compression: Int32 = Int32(IFF_TIFF)) -> [UInt8] {
        image.encoded { pixWriteMemTiff($0, $1, $2, compression) }
    }

    /// A TIFF of several pages, one for each text.
    static func tiff(pages: [String], width: Int = 1000, height: Int = 300) -> [UInt8] {
        var pixa = pixaCreate(Int32(pages.count))
        defer { pixaDestroy(&pixa) }
        for text in pages {
            page([text], width: width, height: height).withPix { _ = pixaAddPix(pixa, $0, Int32(L_CLONE)) }
        }
        var data: UnsafeMutablePointer<UInt8>?
        var size = 0
        precondition(pixaWriteMemMultipageTiff(&data, &size, pixa) == 0, "Leptonica did not write the pages")
        defer { lept_free(data) }
        return [UInt8](UnsafeBufferPointer(start: data, count: size))
    }

    /// The JPEG with an Exif segment behind its first marker.
    static func jpeg(_ bytes: [UInt8], orientation: UInt8, littleEndian: Bool = true) -> [UInt8] {
        let tiff = exif(orientation: orientation, littleEndian: littleEndian)
        let length = 2 + 6 + tiff.count
        return bytes[..<2] + [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + Array("Exif\0\0".utf8) + tiff
            + bytes[2...]
    }

    /// A TIFF structure with one directory of one entry.
    static func exif(orientation: UInt8, littleEndian: Bool) -> [UInt8] {
        littleEndian
            ? [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]
            : [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
    }
}

extension PageImage {
    typealias Writer = (
        UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>, UnsafeMutablePointer<Int>, UnsafeMutablePointer<PIX>
    ) -> Int32

    borrowing func encoded(_ write: Writer) -> [UInt8] {
        withPix { pix in
            var data: UnsafeMutablePointer<UInt8>?
            var size = 0
            precondition(write(&data, &size, pix) == 0, "Leptonica did not write the image")
            defer { lept_free(data) }
            return [UInt8](UnsafeBufferPointer(start: data, count: size))
        }
    }

    borrowing func pixel(_ x: Int, _ y: Int) -> UInt32 {
        withPix { pix in
            var value: UInt32 = 0
            pixGetPixel(pix, Int32(x), Int32(y), &value)
            return value
        }
    }

    /// Sets the same share of pixels everywhere to black or white.
    ///
    /// Deterministic.
    borrowing func salted(everyth: Int) {
        withPix { pix in
            var state: UInt32 = 1
            for y in 0..<pixGetHeight(pix) {
                for x in 0..<pixGetWidth(pix) {
                    state = state &* 1_664_525 &+ 1_013_904_223
                    if Int(state >> 8) % everyth == 0 { pixSetPixel(pix, x, y, state >> 31 == 0 ? 0 : 255) }
                }
            }
        }
    }

    /// Darkens the page from full brightness at its left to `darkest` of 255 at its right.
    borrowing func shaded(darkest: Int) {
        withPix { pix in
            let width = Int(pixGetWidth(pix))
            for y in 0..<pixGetHeight(pix) {
                for x in 0..<width {
                    var value: UInt32 = 0
                    pixGetPixel(pix, Int32(x), y, &value)
                    let light = 255 - (255 - darkest) * x / width
                    pixSetPixel(pix, Int32(x), y, UInt32(Int(value) * light / 255))
                }
            }
        }
    }
}
