// Which files of a folder are images. What is named on the command line is sent whatever it is: the service decides.

enum ImageSignature {
    /// Bytes to look at.
    static let length = 12

    private static let extensions: Set<String> = [
        "jpg", "jpeg", "jpe", "png", "gif", "bmp", "dib", "tif", "tiff", "webp", "pnm", "pbm", "pgm", "ppm",
    ]

    /// Long enough to be no accident.
    ///
    /// BMP and PNM begin with two letters, as texts may: they go by their extension alone.
    private static let starts: [[UInt8]] = [
        [0xff, 0xd8, 0xff],
        [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
        Array("GIF87a".utf8), Array("GIF89a".utf8),
        [0x49, 0x49, 0x2a, 0x00], [0x4d, 0x4d, 0x00, 0x2a], [0x49, 0x49, 0x2b, 0x00], [0x4d, 0x4d, 0x00, 0x2b],
    ]

    static func matches(name: String) -> Bool {
        guard let dot = name.lastIndex(of: ".") else { return false }
        return extensions.contains(name[name.index(after: dot)...].lowercased())
    }

    static func matches(start: [UInt8]) -> Bool {
        starts.contains { start.starts(with: $0) } || isWebP(start)
    }

    private static func isWebP(_ start: [UInt8]) -> Bool {
        start.starts(with: "RIFF".utf8) && start.dropFirst(8).starts(with: "WEBP".utf8)
    }
}
