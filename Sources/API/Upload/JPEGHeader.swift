// Where a JPEG says its size: ISO/IEC 10918-1, B.1.1 and B.2.2.

/// Walks the segments up to the first start of frame.
///
/// Metadata before it may take megabytes.
enum JPEGHeader {
    /// Nil where the image begins, or ends, with no frame declared, or where a segment is impossible.
    static func size(_ cursor: ByteCursor) throws(OutOfBytes) -> PixelSize? {
        var offset = 2
        while true {
            let marker = try nextMarker(cursor, &offset)
            // End of image, start of scan.
            if marker == 0xd9 || marker == 0xda { return nil }
            let length = try cursor.big16(offset)
            guard length >= 2 else { return nil }
            if isStartOfFrame(marker) {
                return PixelSize(width: try cursor.big16(offset + 5), height: try cursor.big16(offset + 3))
            }
            offset += length
        }
    }

    /// The next marker that begins a segment, leaving the offset behind it.
    ///
    /// Bytes between segments are skipped, as libjpeg does.
    private static func nextMarker(_ cursor: ByteCursor, _ offset: inout Int) throws(OutOfBytes) -> Int {
        while true {
            let byte = try cursor.byte(offset)
            let next = try cursor.byte(offset + 1)
            if byte == 0xff, !standsAlone(next) {
                offset += 2
                return next
            }
            offset += 1
        }
    }

    /// Stuffing, fill bytes, TEM, restarts and start of image have no segment behind them.
    private static func standsAlone(_ marker: Int) -> Bool {
        marker == 0x00 || marker == 0x01 || marker == 0xff || (0xd0...0xd8).contains(marker)
    }

    /// SOF0 to SOF15; C4, C8 and CC are tables and reserved.
    private static func isStartOfFrame(_ marker: Int) -> Bool {
        (0xc0...0xcf).contains(marker) && marker != 0xc4 && marker != 0xc8 && marker != 0xcc
    }
}
