// The orientation tag of EXIF metadata, read from a TIFF structure inside a JPEG or PNG.

enum Exif {
    /// Tag 0x0112 of the first directory, 1 to 8.
    ///
    /// Nil where it is absent, out of range, or the structure is broken: a broken tag must not cost the page. Source:
    /// TIFF 6.0, section 2; EXIF 2.32, 4.6.4.
    static func orientation(tiff: ByteReader) -> Int? {
        let little: Bool
        switch (tiff.byte(0), tiff.byte(1)) {
        case (0x49, 0x49): little = true
        case (0x4D, 0x4D): little = false
        default: return nil
        }
        func number16(_ offset: Int) -> Int? { little ? tiff.little16(offset) : tiff.big16(offset) }
        func number32(_ offset: Int) -> Int? { little ? tiff.little32(offset) : tiff.big32(offset) }

        guard number16(2) == 42, let directory = number32(4), let count = number16(directory) else { return nil }
        for entry in 0..<count {
            let offset = directory + 2 + entry * 12
            guard let tag = number16(offset) else { return nil }
            guard tag == 0x0112 else { continue }
            guard number16(offset + 2) == 3, let value = number16(offset + 8), (1...8).contains(value) else {
                return nil
            }
            return value
        }
        return nil
    }
}
