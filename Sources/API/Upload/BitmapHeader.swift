// Where a BMP says its size: BITMAPCOREHEADER, BITMAPINFOHEADER and the headers that begin like it.

/// The file header takes 14 bytes; the second header begins with its own size.
enum BitmapHeader {
    private static let coreSize = 12

    /// Whether the second header has a size that there is: OS/2 1.x, OS/2 2.x (16 to 64), Windows 3 to V5.
    ///
    /// True also where the file ends before that: then the header is truncated.
    static func isPlausible(_ cursor: ByteCursor) -> Bool {
        guard let size = try? cursor.little32(14) else { return cursor.bytes.count < 18 }
        return size == coreSize || (16...64).contains(size) || size == 108 || size == 124
    }

    static func size(_ cursor: ByteCursor) throws(OutOfBytes) -> PixelSize? {
        guard try cursor.little32(14) != coreSize else {
            return PixelSize(width: try cursor.little16(18), height: try cursor.little16(20))
        }
        // A negative height means that the rows run from the top down; the lowest number is the opposite of none.
        let height = try cursor.signedLittle32(22)
        guard height != Int(Int32.min) else { return nil }
        return PixelSize(width: try cursor.signedLittle32(18), height: abs(height))
    }
}
