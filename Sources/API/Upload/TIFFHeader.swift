// Where a TIFF says its size: in the first directory, which may stand anywhere in the file.

/// Source: TIFF 6.0, sections 2 and 8; BigTIFF as libtiff documents it.
enum TIFFHeader {
    private enum Tag { static let width = 256, height = 257 }

    /// Real directories have some twenty entries.
    private static let mostEntries = 4096

    static func isTIFF(_ cursor: ByteCursor) -> Bool {
        [[0x49, 0x49, 42, 0], [0x4d, 0x4d, 0, 42], [0x49, 0x49, 43, 0], [0x4d, 0x4d, 0, 43]]
            .contains { cursor.bytes.starts(with: $0) }
    }

    /// Of the first page.
    static func size(_ cursor: ByteCursor) throws(OutOfBytes) -> PixelSize? {
        let isLittle = try cursor.byte(0) == 0x49
        let isBig = try cursor.byte(isLittle ? 2 : 3) == 43
        func number16(_ offset: Int) throws(OutOfBytes) -> Int {
            isLittle ? try cursor.little16(offset) : try cursor.big16(offset)
        }
        func number32(_ offset: Int) throws(OutOfBytes) -> Int {
            isLittle ? try cursor.little32(offset) : try cursor.big32(offset)
        }
        // Numbers of 64 bits by their lower half: no upload is larger.
        func number64(_ offset: Int) throws(OutOfBytes) -> Int { try number32(offset + (isLittle ? 0 : 4)) }

        let directory = isBig ? try number64(8) : try number32(4)
        let count = isBig ? try number64(directory) : try number16(directory)
        var (width, height): (Int?, Int?) = (nil, nil)
        for index in 0..<min(count, mostEntries) where width == nil || height == nil {
            let entry = directory + (isBig ? 8 + index * 20 : 2 + index * 12)
            let place = entry + (isBig ? 12 : 8)
            let isShort = try number16(entry + 2) == 3
            switch try number16(entry) {
            case Tag.width: width = isShort ? try number16(place) : try number32(place)
            case Tag.height: height = isShort ? try number16(place) : try number32(place)
            default: break
            }
        }
        guard let width, let height else { return nil }
        return PixelSize(width: width, height: height)
    }
}
