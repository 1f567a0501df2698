// Numbers and strings as a PDF writes them.
//
// Source: ISO 32000-1, 7.3.3, 7.3.4 and 7.9.2.

enum PDFSyntax {
    /// With four decimals at most, and never an exponent.
    static func number(_ value: Double) -> String {
        let scaled = Int((min(max(value, -1e9), 1e9) * 10_000).rounded())
        let (whole, rest) = scaled.magnitude.quotientAndRemainder(dividingBy: 10_000)
        let sign = scaled < 0 ? "-" : ""
        guard rest != 0 else { return "\(sign)\(whole)" }
        let digits = String(10_000 + rest).dropFirst()
        return "\(sign)\(whole)." + digits.prefix(digits.count - digits.reversed().prefix { $0 == "0" }.count)
    }

    static func numbers(_ values: [Double]) -> String { values.map(number).joined(separator: " ") }

    /// A string for people to read: as it is where it is ASCII, else UTF-16 with its mark.
    static func text(_ text: String) -> String {
        guard text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else {
            return hexadecimal([0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
        }
        var escaped = ""
        for character in text {
            if "()\\".contains(character) { escaped.append("\\") }
            escaped.append(character)
        }
        return "(\(escaped))"
    }

    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let body = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return "<\(String(decoding: body, as: UTF8.self))>"
    }
}
