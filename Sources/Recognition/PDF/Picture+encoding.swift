// Pictures of decoded pixels.

import CLeptonica

extension Picture {
    /// Packs pixels: ink and paper as a fax, what lost nothing so far without loss, photographs as JPEG.
    init(_ decoded: consuming DecodedImage, isLossy: Bool) throws(PDFFailure) {
        let orientation = decoded.orientation
        let page = try Self.plain(decoded.image)
        if page.image.depth == 1, !page.image.hasColormap, let fax = try Self.fax(page.image) {
            self = fax
        } else if isLossy {
            self = try Self.jpeg(page.image)
        } else {
            self = try Self.png(page.image)
        }
        resolution = page.image.resolution
        self.orientation = orientation
    }

    private static let jpegQuality: Int32 = 90

    private static func plain(_ image: consuming PageImage) throws(PDFFailure) -> PreparedPage {
        do throws(RecognitionFailure) {
            return try Pipeline([FlattenStep(), EightBitStep()]).run(image)
        } catch {
            throw PDFFailure(error)
        }
    }

    private static func fax(_ image: borrowing PageImage) throws(PDFFailure) -> Picture? {
        let tiff = try image.packed { pixWriteMemTiff($0, $1, $2, Int32(IFF_TIFF_G4)) }
        return FaxFile(tiff: tiff).map {
            Picture(size: PageSize(image), colours: .grey, bits: 1, encoding: .fax, data: [$0.data])
        }
    }

    private static func jpeg(_ image: borrowing PageImage) throws(PDFFailure) -> Picture {
        let bytes = try image.packed { pixWriteMemJpeg($0, $1, $2, jpegQuality, 0) }
        guard let picture = Picture(jpeg: bytes) else { throw .failed("no JPEG was made") }
        return picture
    }

    private static func png(_ image: borrowing PageImage) throws(PDFFailure) -> Picture {
        let bytes = try image.packed { pixWriteMemPng($0, $1, $2, 0) }
        guard let picture = Picture(png: bytes) else { throw .failed("no PNG was made") }
        return picture
    }
}

/// Makes samples of more than eight bits, and colours in three bytes, what Leptonica's writers take.
private struct EightBitStep: PreprocessingStep {
    let name = "eight-bit"

    func applies(to image: borrowing PageImage, statistics: inout PageStatistics) -> Bool {
        image.depth == 16 || image.depth == 24
    }

    func apply(to image: consuming PageImage) throws(RecognitionFailure) -> PageImage {
        try image.transformed { pix in
            pixGetDepth(pix) == 16 ? pixConvert16To8(pix, Int32(L_MS_BYTE)) : pixConvert24To32(pix)
        }
    }
}

extension PageImage {
    fileprivate typealias Writer = (
        UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>, UnsafeMutablePointer<Int>, UnsafeMutablePointer<PIX>
    ) -> Int32

    /// What a Leptonica function writes into memory.
    fileprivate borrowing func packed(_ write: Writer) throws(PDFFailure) -> [UInt8] {
        var data: UnsafeMutablePointer<UInt8>?
        var size = 0
        let result = withPix { write(&data, &size, $0) }
        defer { lept_free(data) }
        guard result == 0, let data else { throw PixMemory.takeFailure() ? .noMemory : .failed("no picture was made") }
        return [UInt8](UnsafeBufferPointer(start: data, count: size))
    }

    fileprivate var resolution: Resolution? {
        let (x, y) = withPix { (pixGetXRes($0), pixGetYRes($0)) }
        return x > 0 && y > 0 ? Resolution(x: Double(x), y: Double(y)) : nil
    }

    /// Whether the pixels came out of a JPEG, a TIFF that holds JPEG included.
    borrowing func isOfJPEG() -> Bool {
        withPix { [Int32(IFF_JFIF_JPEG), Int32(IFF_TIFF_JPEG)].contains(pixGetInputFormat($0)) }
    }
}
