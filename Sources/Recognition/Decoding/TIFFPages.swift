// The pages of a TIFF: its chain of directories, walked without decoding anything.

/// What each page of a TIFF claims.
///
/// Source: TIFF 6.0, sections 2 and 8; BigTIFF as libtiff documents it.
struct TIFFPages {
    struct Page: Equatable {
        /// Where its directory stands in the file.
        var directory: Int
        /// Nil where the directory does not say, or is damaged.
        var size: PageSize?
    }

    private(set) var pages: [Page] = []

    private enum Tag { static let subfile = 254, width = 256, height = 257 }

    /// Nil where the bytes are no TIFF.
    ///
    /// Pages after `limit` are not looked for. A chain that leads back to where it was ends there.
    init?(_ reader: ByteReader, limit: Int) {
        guard let fields = Fields(reader) else { return nil }
        var visited: Set<Int> = []
        var next = fields.first
        while let offset = next, offset > 0, pages.count < limit, visited.count < Self.mostDirectories,
            visited.insert(offset).inserted
        {
            guard let count = fields.count(at: offset) else { break }
            var (width, height, isReduced): (Int?, Int?, Bool) = (nil, nil, false)
            for entry in 0..<min(count, Self.mostEntries) {
                guard let (tag, value) = fields.entry(entry, of: offset) else { break }
                switch tag {
                case Tag.subfile: isReduced = value & 1 == 1
                case Tag.width: width = value
                case Tag.height: height = value
                default: break
                }
            }
            let size = width.flatMap { width in height.map { PageSize(width: width, height: $0) } }
            // A thumbnail of another page is none itself.
            if !isReduced { pages.append(Page(directory: offset, size: size)) }
            next = fields.next(after: offset, count: count)
        }
    }

    /// Real directories have some twenty entries; the ones that matter stand first, for entries are sorted.
    private static let mostEntries = 256
    /// With all thumbnails.
    private static let mostDirectories = 4096

    /// Where numbers stand, in either byte order and in both sizes.
    private struct Fields {
        let reader: ByteReader
        let isLittle: Bool
        let isBig: Bool

        init?(_ reader: ByteReader) {
            switch (reader.byte(0), reader.byte(1)) {
            case (0x49, 0x49): isLittle = true
            case (0x4D, 0x4D): isLittle = false
            default: return nil
            }
            let magic = isLittle ? reader.little16(2) : reader.big16(2)
            guard magic == 42 || magic == 43 else { return nil }
            isBig = magic == 43
            self.reader = reader
        }

        var first: Int? { isBig ? number64(8) : number32(4) }

        func count(at offset: Int) -> Int? { isBig ? number64(offset) : number16(offset) }

        /// Tag and value, where that is a number of up to 32 bits.
        func entry(_ index: Int, of offset: Int) -> (tag: Int, value: Int)? {
            let start = offset + (isBig ? 8 + index * 20 : 2 + index * 12)
            let place = start + (isBig ? 12 : 8)
            guard let tag = number16(start), let type = number16(start + 2) else { return nil }
            let value = type == 3 ? number16(place) : number32(place)
            return value.map { (tag, $0) }
        }

        func next(after offset: Int, count: Int) -> Int? {
            guard count <= reader.count else { return nil }
            return isBig ? number64(offset + 8 + count * 20) : number32(offset + 2 + count * 12)
        }

        private func number16(_ offset: Int) -> Int? { isLittle ? reader.little16(offset) : reader.big16(offset) }

        private func number32(_ offset: Int) -> Int? { isLittle ? reader.little32(offset) : reader.big32(offset) }

        /// Nil beyond what a file of 2 GB needs.
        private func number64(_ offset: Int) -> Int? {
            let (low, high) = (number32(offset + (isLittle ? 0 : 4)), number32(offset + (isLittle ? 4 : 0)))
            return high == 0 ? low : nil
        }
    }
}
