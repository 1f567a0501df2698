// A header's value with its parameters: `form-data; name="image"; filename="a.png"` (RFC 9110 §5.6.6).

/// Words separated by semicolons, each with a value or without.
///
/// Works on bytes: walking over a text's characters costs more than all else that is done with a small request.
struct HeaderValue {
    /// The first word, in lower case.
    private(set) var first = ""
    /// By lower-case word; of several of one name the first counts.
    private(set) var parameters: [String: String] = [:]

    init(_ text: some Sequence<UInt8>) {
        var rest = Array(text)[...]
        first = Self.word(&rest)
        var name = first
        while let separator = rest.popFirst() {
            if separator == UInt8(ascii: "=") {
                let value = Self.value(&rest)
                if parameters[name] == nil { parameters[name] = value }
            } else {
                name = Self.word(&rest)
            }
        }
    }

    /// Up to the next semicolon or equals sign, in lower case.
    private static func word(_ rest: inout ArraySlice<UInt8>) -> String {
        let end = rest.firstIndex { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "=") } ?? rest.endIndex
        defer { rest = rest[end...] }
        return String(decoding: rest[..<end].trimmed.map(\.lowercased), as: UTF8.self)
    }

    /// Up to the next semicolon.
    private static func value(_ rest: inout ArraySlice<UInt8>) -> String {
        rest = rest.drop(while: \.isBlank)
        if rest.first == UInt8(ascii: "\"") { return quoted(&rest) }
        let end = rest.firstIndex(of: UInt8(ascii: ";")) ?? rest.endIndex
        defer { rest = rest[end...] }
        return String(decoding: rest[..<end].trimmed, as: UTF8.self)
    }

    /// Up to the closing quote.
    ///
    /// A backslash is taken for an escape only before a quote or another one: file names of Windows have single ones.
    /// Browsers write `%22` for a quote.
    private static func quoted(_ rest: inout ArraySlice<UInt8>) -> String {
        let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
        rest.removeFirst()
        var bytes: [UInt8] = []
        while let byte = rest.popFirst(), byte != quote {
            if byte == backslash, let next = rest.first, next == quote || next == backslash {
                bytes.append(next)
                rest.removeFirst()
            } else {
                bytes.append(byte)
            }
        }
        rest = rest.drop { $0 != UInt8(ascii: ";") }
        let text = String(decoding: bytes, as: UTF8.self)
        return bytes.contains(UInt8(ascii: "%")) ? text.replacing("%22", with: "\"") : text
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }

    fileprivate var lowercased: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }
}

extension ArraySlice<UInt8> {
    /// Without blanks around.
    fileprivate var trimmed: ArraySlice<UInt8> {
        let start = drop(while: \.isBlank)
        let end = start.lastIndex { !$0.isBlank }.map { $0 + 1 } ?? start.startIndex
        return start[..<end]
    }
}

extension Substring {
    /// As elements of lists in headers stand.
    var withoutBlanksAround: String { String(decoding: Array(utf8)[...].trimmed, as: UTF8.self) }
}
