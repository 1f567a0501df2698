// Documents of many pages, made of one page's bits.

/// A TIFF whose pages all show the same picture: its bits stand in the file once.
enum TIFFDocument {
    /// - Parameters:
    ///   - bitmap: a BMP of two colours.
    ///   - pages: how many.
    /// - Returns: the file.
    static func make(of bitmap: [UInt8], pages: Int) -> [UInt8] {
        func little32(_ offset: Int) -> Int { (0..<4).reduce(0) { $0 | Int(bitmap[offset + $1]) << (8 * $1) } }
        let (start, width, height) = (little32(10), little32(18), little32(22))
        let (stored, used) = ((width + 31) / 32 * 4, (width + 7) / 8)
        // A bitmap stands on its head, its rows filled up to whole words.
        let rows = (0..<height).reversed().flatMap { bitmap[start + $0 * stored..<start + $0 * stored + used] }
        let isBlackFirst = bitmap[54] == 0
        var file = Array("II".utf8) + [42, 0] + bytes(8 + rows.count, 4) + rows
        for page in 0..<pages {
            let entries: [(tag: Int, type: Int, value: Int)] = [
                (256, 4, width), (257, 4, height), (258, 3, 1), (259, 3, 1), (262, 3, isBlackFirst ? 1 : 0),
                (273, 4, 8), (277, 3, 1), (278, 4, height), (279, 4, rows.count),
            ]
            let next = page == pages - 1 ? 0 : file.count + 2 + entries.count * 12 + 4
            file += bytes(entries.count, 2)
            for entry in entries {
                file += bytes(entry.tag, 2) + bytes(entry.type, 2) + bytes(1, 4) + bytes(entry.value, 4)
            }
            file += bytes(next, 4)
        }
        return file
    }

    private static func bytes(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
