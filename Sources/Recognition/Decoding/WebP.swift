// What a WebP file says beside its pixels.

enum WebP {
    /// The EXIF orientation, 1 to 8; nil where there is none.
    ///
    /// Source: WebP container specification, "Extended File Format": chunks of a name, a length, and bytes padded to an
    /// even number.
    static func orientation(_ bytes: [UInt8]) -> Int? {
        let reader = ByteReader(bytes)
        var offset = 12
        while let length = reader.little32(offset + 4) {
            if reader.starts(with: Array("EXIF".utf8), at: offset) {
                guard let data = reader.slice(offset + 8..<offset + 8 + length) else { return nil }
                // Some writers put JPEG's name in front.
                let tiff = data.starts(with: Array("Exif\0\0".utf8)) ? data.slice(6..<data.count) : data
                return tiff.flatMap(Exif.orientation)
            }
            offset += 8 + length + length & 1
        }
        return nil
    }
}
