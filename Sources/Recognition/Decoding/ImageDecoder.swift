// Untrusted bytes in, pixels out, or a reason why not.

import CLeptonica

/// An image as it is stored, and how it is to be turned.
struct DecodedImage: ~Copyable {
    var image: PageImage
    var width: Int
    var height: Int
    /// EXIF orientation, 1 to 8.
    var orientation: Int
    /// True where the decoder was asked for luminance alone.
    var isGreyByDecoder: Bool
}

enum ImageDecoder {
    /// The most pages of one file.
    static let pageLimit = 1000

    /// How many pages the file has: more than one only a TIFF may have, and a GIF where its frames count as pages.
    ///
    /// - Throws: `.imageTooLarge` for too many.
    static func pageCount(of bytes: [UInt8], withFrames: Bool) throws(RecognitionFailure) -> Int {
        let reader = ByteReader(bytes)
        let count =
            switch ImageFormat(magic: reader) {
            case .tiff: TIFFPages(reader, limit: pageLimit + 1)?.pages.count ?? 1
            case .gif where withFrames: GIFFrames(reader, limit: pageLimit + 1)?.frames.count ?? 1
            default: 1
            }
        guard count <= pageLimit else { throw .tooManyPages(limit: pageLimit) }
        return max(1, count)
    }

    /// Decodes a page, or a frame of what is animated.
    ///
    /// Blocks for as long as that takes: about 10 ms a megapixel of JPEG.
    /// - Parameters:
    ///   - bytes: the file.
    ///   - page: from 0.
    ///   - pixelLimit: the most pixels, width by height.
    ///   - grey: where colour is not wanted. A JPEG then gives its luminance without computing colour first.
    /// - Returns: the pixels as stored.
    /// - Throws: `.imageTooLarge` before decoding, by the header alone; `.invalidImage`; `.outOfMemory`.
    static func decode(
        _ bytes: [UInt8],
        page: Int = 0,
        pixelLimit: Int,
        grey: Bool
    ) throws(RecognitionFailure) -> DecodedImage {
        guard let header = ImageHeader(bytes, page: page) else {
            throw .invalidImage("The file is no image of a format that is read, or its header is damaged.")
        }
        // Not their product: two numbers of 32 bits may have one of 64.
        guard header.width <= pixelLimit / header.height else { throw header.tooLarge(pixelLimit: pixelLimit) }
        // libjpeg makes no luminance of CMYK.
        let grey = grey && header.format == .jpeg && header.components <= 3
        _ = PixMemory.takeFailure()
        let decoded: PageImage? =
            if page > 0, header.format == .gif {
                GIFFrames(ByteReader(bytes), limit: page + 1)
                    .flatMap { GIFCanvas(bytes: bytes, animation: $0, pixelLimit: pixelLimit).screen(at: page) }
            } else {
                PageImage(owning: read(bytes, header, grey: grey))
            }
        guard let image = decoded else {
            let lacksMemory = PixMemory.takeFailure() || !PixMemory.couldAllocate(bytes: header.workingSet)
            guard !lacksMemory else { throw .outOfMemory }
            throw .invalidImage("The image is damaged or incomplete: its pixels do not decode.")
        }
        let (width, height) = (image.width, image.height)
        guard max(width, height) <= RecognitionFailure.sideLimit else { throw header.tooLarge(pixelLimit: pixelLimit) }
        return DecodedImage(
            image: image,
            width: width,
            height: height,
            orientation: header.orientation,
            isGreyByDecoder: grey,
        )
    }

    /// Each reader works on memory alone: nothing is opened.
    ///
    /// A JPEG that libjpeg warns about (cut, or with damaged data) is refused: it would fill the rest with grey, and
    /// half a page must not pass for a whole one.
    private static func read(_ bytes: [UInt8], _ header: ImageHeader, grey: Bool) -> UnsafeMutablePointer<PIX>? {
        switch header.format {
        case .jpeg: readJPEG(bytes.suffix(2) == [0xFF, 0xD9] ? bytes : bytes + [0xFF, 0xD9], grey: grey)
        case .png: readPNG(PNGKey.removed(from: bytes))
        case .bmp: Bitmap.read(bytes)
        case .gif: readGIF(GIFFrames.first(of: bytes))
        case .tiff: readTIFF(bytes, directory: header.directory)
        case .webp: pixReadMemWebP(bytes, bytes.count)
        case .pnm: pixReadMemPnm(bytes, bytes.count)
        }
    }

    /// Some cameras leave out the last marker.
    ///
    /// With it added a file that holds all its pixels decodes without a warning, and one that was cut still does not.
    private static func readJPEG(_ bytes: [UInt8], grey: Bool) -> UnsafeMutablePointer<PIX>? {
        pixReadMemJpeg(bytes, bytes.count, 0, 1, nil, grey ? Int32(L_JPEG_READ_LUMINANCE) : 0)
    }

    /// Turned as its orientation tag says.
    private static func readTIFF(_ bytes: [UInt8], directory: Int) -> UnsafeMutablePointer<PIX>? {
        var offset = directory
        return pixReadMemFromMultipageTiff(bytes, bytes.count, &offset)
    }

    private static func readPNG(_ bytes: [UInt8]) -> UnsafeMutablePointer<PIX>? { pixReadMemPng(bytes, bytes.count) }

    private static func readGIF(_ bytes: [UInt8]) -> UnsafeMutablePointer<PIX>? {
        pixReadMemGif(bytes, bytes.count)
    }
}

extension ImageHeader {
    fileprivate func tooLarge(pixelLimit: Int) -> RecognitionFailure {
        .imageTooLarge(width: width, height: height, pixelLimit: pixelLimit)
    }

    /// Bytes that decoding needs at its peak: the decoder's rows and Leptonica's pixels, four bytes each.
    fileprivate var workingSet: Int { width > Int.max / 8 / height ? .max : width * height * 8 }
}
