// What the first bytes of an image say of it.

/// The image formats that are read.
package enum ImageFormat: String, Sendable, Codable, CaseIterable {
    case jpeg = "JPEG"
    case png = "PNG"
    case gif = "GIF"
    case bmp = "BMP"
    case tiff = "TIFF"
    case webp = "WEBP"
    case pnm = "PNM"
}

/// Format and size as the file states them, before any EXIF orientation; of several pages the first.
package struct ImageInfo: Sendable, Hashable, Codable {
    package var format: ImageFormat
    /// Pixels.
    package var width: Int
    /// Pixels.
    package var height: Int

    package init(format: ImageFormat, width: Int, height: Int) {
        self.format = format
        self.width = width
        self.height = height
    }
}
