// Where a portable anymap says its size: in words at its beginning.

/// Source: `pnm(5)` of Netpbm.
enum PNMHeader {
    /// Names, comments and numbers do not take more.
    private static let longest = 4096

    /// P1 to P6, and then white space: a text may begin with the two letters.
    static func isPNM(_ cursor: ByteCursor) -> Bool {
        guard cursor.bytes.count > 2, cursor.bytes[0] == UInt8(ascii: "P") else { return false }
        return (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(cursor.bytes[1]) && isSpace(cursor.bytes[2])
    }

    static func size(_ cursor: ByteCursor) throws(OutOfBytes) -> PixelSize? {
        var offset = 2
        guard let width = try number(cursor, &offset), let height = try number(cursor, &offset) else { return nil }
        return PixelSize(width: width, height: height)
    }

    /// Nil where something else stands there.
    private static func number(_ cursor: ByteCursor, _ offset: inout Int) throws(OutOfBytes) -> Int? {
        var isComment = false
        while true {
            let byte = UInt8(try cursor.byte(offset))
            if byte == UInt8(ascii: "#") { isComment = true }
            if byte == UInt8(ascii: "\n") { isComment = false }
            guard isComment || isSpace(byte) else { break }
            offset += 1
            guard offset < longest else { return nil }
        }
        var value: Int?
        while let digit = Character(UnicodeScalar(UInt8(try cursor.byte(offset)))).wholeNumberValue, offset < longest {
            value = min((value ?? 0) * 10 + digit, Int(Int32.max))
            offset += 1
        }
        return value
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }
}
