// JSON that may be looked at on a terminal.

enum JSONText {
    /// The same document with every control and format character escaped: RFC 8259 asks for those below a space alone.
    ///
    /// They can stand only inside strings there.
    static func harmless(_ json: [UInt8]) -> String {
        Harmless.replacing(in: String(decoding: json, as: UTF8.self)) { String($0).utf16.map(escape).joined() }
    }

    private static func escape(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }
}
