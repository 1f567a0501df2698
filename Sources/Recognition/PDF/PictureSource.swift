// The pictures of an uploaded file, page by page.

/// Gives a page's picture: the file itself where a PDF can hold that, else its pixels packed again.
struct PictureSource {
    let image: [UInt8]
    let pixelLimit: Int

    /// Pages count from 0.
    func picture(ofPage page: Int) throws(PDFFailure) -> Picture {
        if page == 0, let picture = whole { return picture }
        let decoded = try decode(page: page)
        let isLossy = decoded.image.isOfJPEG() || WebP.isLossy(image)
        return try Picture(decoded, isLossy: isLossy)
    }

    private var whole: Picture? {
        guard let header = ImageHeader(image), header.width <= pixelLimit / header.height else { return nil }
        var picture: Picture? =
            switch header.format {
            case .jpeg: Picture(jpeg: image)
            case .png: Picture(png: image)
            case .gif, .bmp, .tiff, .webp, .pnm: nil
            }
        picture?.orientation = header.orientation
        return picture
    }

    private func decode(page: Int) throws(PDFFailure) -> DecodedImage {
        do throws(RecognitionFailure) {
            return try ImageDecoder.decode(image, page: page, pixelLimit: pixelLimit, grey: false)
        } catch {
            throw PDFFailure(error)
        }
    }
}

extension WebP {
    /// Whether what the file holds lost something when it was made: its chunk is not "VP8L".
    fileprivate static func isLossy(_ bytes: [UInt8]) -> Bool {
        let reader = ByteReader(bytes)
        guard ImageFormat(magic: reader) == .webp else { return false }
        var offset = 12
        while let length = reader.little32(offset + 4) {
            if reader.starts(with: Array("VP8L".utf8), at: offset) { return false }
            offset += 8 + length + length & 1
        }
        return true
    }
}
