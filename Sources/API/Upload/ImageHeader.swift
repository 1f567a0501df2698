// Format and size of an image from its header, so that nothing that is no image becomes a job.

import Shared

/// Why a header tells nothing.
enum ImageHeaderError: Error, Equatable {
    /// None of the formats that are read.
    case unknownFormat
    /// The header goes on behind the last byte.
    case truncated
    case damaged
}

/// Reads headers.
///
/// Nothing that one claims is proven until the pixels decode.
enum ImageHeader {
    static func read(_ bytes: [UInt8]) throws(ImageHeaderError) -> ImageInfo {
        let cursor = ByteCursor(bytes: bytes)
        guard let format = format(of: cursor) else { throw .unknownFormat }
        guard let size = try size(of: cursor, format: format), size.width > 0, size.height > 0 else { throw .damaged }
        return ImageInfo(format: format, width: size.width, height: size.height)
    }

    private static func format(of cursor: ByteCursor) -> ImageFormat? {
        if cursor.bytes.starts(with: [0xff, 0xd8, 0xff]) { return .jpeg }
        if cursor.bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) { return .png }
        if cursor.starts(with: "GIF87a") || cursor.starts(with: "GIF89a") { return .gif }
        // Two letters are little: a text may begin so. The size of the second header has to be one there is.
        if cursor.starts(with: "BM"), BitmapHeader.isPlausible(cursor) { return .bmp }
        if TIFFHeader.isTIFF(cursor) { return .tiff }
        if WebPHeader.isWebP(cursor) { return .webp }
        if PNMHeader.isPNM(cursor) { return .pnm }
        return nil
    }

    private static func size(of cursor: ByteCursor, format: ImageFormat) throws(ImageHeaderError) -> PixelSize? {
        do {
            return switch format {
            case .jpeg: try JPEGHeader.size(cursor)
            case .png: try pngSize(cursor)
            case .gif: try GIFHeader.size(cursor)
            case .bmp: try BitmapHeader.size(cursor)
            case .tiff: try TIFFHeader.size(cursor)
            case .webp: try WebPHeader.size(cursor)
            case .pnm: try PNMHeader.size(cursor)
            }
        } catch {
            throw .truncated
        }
    }

    /// PNG, third edition, 11.2.1: IHDR comes first.
    private static func pngSize(_ cursor: ByteCursor) throws(OutOfBytes) -> PixelSize? {
        let size = PixelSize(width: try cursor.big32(16), height: try cursor.big32(20))
        // Its numbers have 31 bits.
        let isWhole = cursor.starts(with: "IHDR", at: 12) && max(size.width, size.height) <= Int(Int32.max)
        return isWhole ? size : nil
    }
}

/// Pixels.
struct PixelSize: Equatable {
    var width: Int
    var height: Int
}
