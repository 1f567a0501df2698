// XML as bytes, for the outputs that are XML.

/// Writes one XML document, an element a line, indented.
///
/// What may stand where is up to the caller.
struct XMLWriter {
    private(set) var bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
    private var depth = 0

    /// A line as it is.
    mutating func line(_ text: StaticString) {
        indent()
        literal(text)
        bytes.append(UInt8(ascii: "\n"))
    }

    /// An element with others inside.
    mutating func element(
        _ name: StaticString,
        _ attributes: XMLAttributes = [:],
        content: (inout XMLWriter) -> Void
    ) {
        begin(name, attributes)
        literal(">\n")
        depth += 1
        content(&self)
        depth -= 1
        indent()
        end(name)
    }

    /// An element with text inside.
    mutating func element(_ name: StaticString, _ attributes: XMLAttributes = [:], text: String) {
        begin(name, attributes)
        bytes.append(UInt8(ascii: ">"))
        escape(text)
        end(name)
    }

    /// An empty element.
    mutating func element(_ name: StaticString, _ attributes: XMLAttributes) {
        begin(name, attributes)
        literal("/>\n")
    }

    private mutating func begin(_ name: StaticString, _ attributes: XMLAttributes) {
        indent()
        bytes.append(UInt8(ascii: "<"))
        literal(name)
        for case (let key, let value?) in attributes.list {
            bytes.append(UInt8(ascii: " "))
            literal(key)
            literal("=\"")
            escape(value)
            bytes.append(UInt8(ascii: "\""))
        }
    }

    private mutating func end(_ name: StaticString) {
        literal("</")
        literal(name)
        literal(">\n")
    }

    private mutating func indent() {
        for _ in 0..<depth { bytes.append(UInt8(ascii: " ")) }
    }

    private mutating func literal(_ text: StaticString) {
        text.withUTF8Buffer { bytes += $0 }
    }

    /// Without the characters that XML 1.0 has no way to write; line breaks and tabs become spaces.
    private mutating func escape(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): literal("&amp;")
            case UInt8(ascii: "<"): literal("&lt;")
            case UInt8(ascii: ">"): literal("&gt;")
            case UInt8(ascii: "\""): literal("&quot;")
            case UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): bytes.append(UInt8(ascii: " "))
            case ..<0x20: break
            default:
                bytes.append(byte)
                if byte >= 0xBE { dropNoncharacter() }
            }
        }
    }

    /// Takes U+FFFE and U+FFFF away again.
    private mutating func dropNoncharacter() {
        let end = bytes.suffix(3)
        if end.elementsEqual([0xEF, 0xBF, 0xBE]) || end.elementsEqual([0xEF, 0xBF, 0xBF]) { bytes.removeLast(3) }
    }
}

/// Names with values, in order; those without a value are left out.
struct XMLAttributes: ExpressibleByDictionaryLiteral {
    fileprivate var list: [(StaticString, String?)]

    init(dictionaryLiteral elements: (StaticString, String?)...) { list = elements }

    static func + (first: XMLAttributes, second: XMLAttributes) -> XMLAttributes {
        var sum = first
        sum.list += second.list
        return sum
    }
}
