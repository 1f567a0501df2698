// Format and dimensions from an image's first bytes, so that a bomb is refused before a pixel of it is decoded.

import CLeptonica

enum ImageFormat: Sendable { case jpeg, png, gif, bmp, tiff, webp, pnm }

/// What a header claims.
///
/// Nothing of it is proven until the pixels decode.
struct ImageHeader: Equatable {
    var format: ImageFormat
    var width: Int
    var height: Int
    /// EXIF orientation, 1 to 8.
    var orientation = 1
    /// Samples a pixel of a JPEG: 1 grey, 3 colour, 4 CMYK or YCCK.
    ///
    /// 0 for other formats, which nobody asks.
    var components = 0
    /// Where the directory of a TIFF's page stands.
    var directory = 0

    /// Nil where the bytes are of no format that is read, or the page (from 0) has no usable header.
    init?(_ bytes: [UInt8], page: Int = 0) {
        let reader = ByteReader(bytes)
        let header: ImageHeader? =
            switch ImageFormat(magic: reader) {
            case .jpeg: Self(jpeg: reader)
            case .png: Self(png: reader)
            case .gif: Self(gif: reader, page: page)
            case .bmp: Self(bmp: reader)
            case .tiff: Self(tiff: reader, page: page)
            case .webp: Self(webp: bytes)
            case .pnm: Self(pnm: bytes)
            case nil: nil
            }
        guard let header, (1...Self.longest).contains(header.width), (1...Self.longest).contains(header.height) else {
            return nil
        }
        self = header
    }

    /// The longest side that PNG and BMP can state; more is a damaged header.
    private static let longest = Int(Int32.max)

    private init(format: ImageFormat, width: Int, height: Int, orientation: Int = 1, components: Int = 0) {
        (self.format, self.width, self.height) = (format, width, height)
        (self.orientation, self.components) = (orientation, components)
    }

    /// PNG, third edition, 11.2.1: IHDR comes first.
    ///
    /// eXIf may stand anywhere before IEND.
    private init?(png reader: ByteReader) {
        guard reader.starts(with: Array("IHDR".utf8), at: 12), let width = reader.big32(16),
            let height = reader.big32(20)
        else { return nil }
        var orientation = 1
        var offset = 8
        while let length = reader.big32(offset), let data = reader.slice(offset + 8..<offset + 8 + length) {
            if reader.starts(with: Array("eXIf".utf8), at: offset + 4) {
                orientation = Exif.orientation(tiff: data) ?? 1
                break
            }
            offset += 12 + length
        }
        self.init(format: .png, width: width, height: height, orientation: orientation)
    }

    /// The larger of the screen and the frame counts, as either may be the bomb.
    private init?(gif reader: ByteReader, page: Int) {
        guard let animation = GIFFrames(reader, limit: page + 1), page < animation.frames.count else { return nil }
        let (screen, frame) = (animation.screen, animation.frames[page])
        self.init(format: .gif, width: max(screen.width, frame.width), height: max(screen.height, frame.height))
    }

    private init?(bmp reader: ByteReader) {
        guard let size = BitmapHeader.size(reader) else { return nil }
        self.init(format: .bmp, width: size.width, height: size.height)
    }

    private init?(tiff reader: ByteReader, page: Int) {
        guard let pages = TIFFPages(reader, limit: page + 1)?.pages, page < pages.count, let size = pages[page].size
        else { return nil }
        self.init(format: .tiff, width: size.width, height: size.height)
        directory = pages[page].directory
    }

    /// Leptonica reads these headers with bounds, and this is the process that may die of them.
    private init?(webp bytes: [UInt8]) {
        var (width, height, samples): (Int32, Int32, Int32) = (0, 0, 0)
        guard readHeaderMemWebP(bytes, bytes.count, &width, &height, &samples) == 0 else { return nil }
        self.init(format: .webp, width: Int(width), height: Int(height), orientation: WebP.orientation(bytes) ?? 1)
    }

    private init?(pnm bytes: [UInt8]) {
        var (width, height, kind, depth, bits, samples): (Int32, Int32, Int32, Int32, Int32, Int32) = (0, 0, 0, 0, 0, 0)
        guard readHeaderMemPnm(bytes, bytes.count, &width, &height, &depth, &kind, &bits, &samples) == 0 else {
            return nil
        }
        self.init(format: .pnm, width: Int(width), height: Int(height))
    }

    /// ISO/IEC 10918-1, B.1.1: segments up to the first start of frame.
    ///
    /// Orientation is in APP1 "Exif".
    private init?(jpeg reader: ByteReader) {
        var orientation = 1
        var offset = 2
        while let marker = JPEGMarker(reader, at: offset) {
            if marker.isStartOfFrame {
                guard let height = reader.big16(marker.data + 1), let width = reader.big16(marker.data + 3),
                    let components = reader.byte(marker.data + 5)
                else { return nil }
                self.init(
                    format: .jpeg,
                    width: width,
                    height: height,
                    orientation: orientation,
                    components: components,
                )
                return
            }
            if marker.code == 0xE1, let data = reader.slice(marker.data..<marker.end),
                data.starts(with: Array("Exif\0\0".utf8)), let tiff = data.slice(6..<data.count)
            {
                orientation = Exif.orientation(tiff: tiff) ?? orientation
            }
            offset = marker.end
        }
        return nil
    }
}

extension ImageFormat {
    init?(magic reader: ByteReader) {
        if reader.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if reader.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if reader.starts(with: Array("GIF87a".utf8)) || reader.starts(with: Array("GIF89a".utf8)) {
            self = .gif
        } else if reader.starts(with: Array("BM".utf8)) {
            self = .bmp
        } else if [[0x49, 0x49, 42, 0], [0x4D, 0x4D, 0, 42], [0x49, 0x49, 43, 0], [0x4D, 0x4D, 0, 43]]
            .contains(where: { reader.starts(with: $0) })
        {
            self = .tiff
        } else if reader.starts(with: Array("RIFF".utf8)), reader.starts(with: Array("WEBP".utf8), at: 8) {
            self = .webp
        } else if reader.byte(0) == 0x50, let kind = reader.byte(1), (0x31...0x36).contains(kind) {
            self = .pnm
        } else {
            return nil
        }
    }
}

/// One marker segment of a JPEG: its code and where its data begins and ends.
private struct JPEGMarker {
    var code: Int
    var data: Int
    var end: Int

    /// Finds the next marker at or after the offset; any bytes before it are skipped, as libjpeg does.
    init?(_ reader: ByteReader, at start: Int) {
        var offset = start
        while let byte = reader.byte(offset), let next = reader.byte(offset + 1) {
            if byte == 0xFF, next != 0, next != 0xFF, !(0xD0...0xD8).contains(next), next != 0x01 {
                guard next != 0xD9, next != 0xDA, let length = reader.big16(offset + 2), length >= 2 else { return nil }
                (code, data, end) = (next, offset + 4, offset + 2 + length)
                return
            }
            offset += 1
        }
        return nil
    }

    /// SOF0 to SOF15; C4, C8 and CC are tables and reserved.
    var isStartOfFrame: Bool { (0xC0...0xCF).contains(code) && ![0xC4, 0xC8, 0xCC].contains(code) }
}
