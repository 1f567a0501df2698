// Markdown as bytes, for the output that is Markdown.

/// Writes one Markdown text; whatever texts hold stays text.
struct MarkdownText {
    private(set) var bytes: [UInt8] = []

    mutating func rule() {
        separate()
        line("---")
    }

    mutating func heading(_ level: Int, _ text: String) {
        separate()
        line(String(repeating: "#", count: level) + " " + Self.escaped(text, also: "#"))
    }

    /// Rows stay lines of their own.
    mutating func paragraph(_ rows: [String]) {
        separate()
        lines(rows, indent: "")
    }

    /// An item, which belongs to the list of the one before where it follows that.
    mutating func item(_ marker: ListMarker, after last: ListMarker?, _ rows: [String]) {
        if last.map(marker.follows) != true {
            separate()
            // Or the two lists would be one.
            if last?.text.last == marker.text.last {
                line("<!-- -->")
                separate()
            }
        }
        bytes += "\(marker.text) ".utf8
        lines(rows, indent: String(repeating: " ", count: marker.text.utf8.count + 1))
    }

    /// The first row has the heads.
    mutating func table(_ rows: [[String]]) {
        separate()
        for (index, row) in rows.enumerated() {
            line("| " + row.map { Self.escaped($0, also: "|") }.joined(separator: " | ") + " |")
            if index == 0 { line("| " + row.map { _ in "---" }.joined(separator: " | ") + " |") }
        }
    }

    mutating func preformatted(_ lines: [String]) {
        separate()
        let longest = lines.lazy.flatMap { $0.split { $0 != "`" } }.map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        line(fence)
        for text in lines { line(Self.harmless(text)) }
        line(fence)
    }

    /// An empty line, where there is something to separate from.
    private mutating func separate() {
        if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
    }

    private mutating func lines(_ rows: [String], indent: String) {
        for (index, row) in rows.enumerated() {
            if index > 0 { bytes += indent.utf8 }
            line(Self.escaped(start: row) + (index + 1 < rows.count ? "\\" : ""))
        }
    }

    private mutating func line(_ text: String) {
        bytes += text.utf8
        bytes.append(UInt8(ascii: "\n"))
    }
}

extension MarkdownText {
    /// A line's text: what would begin a heading, a quote, a list or a rule there is escaped too.
    private static func escaped(start text: String) -> String {
        let escaped = escaped(text)
        guard let first = escaped.first else { return escaped }
        let next = escaped.dropFirst().first
        switch first {
        case "#", ">", "=", "|": return "\\" + escaped
        case "-", "+": return next.map { $0.isLetter || $0.isNumber } == true ? escaped : "\\" + escaped
        case "0"..."9":
            let digits = escaped.prefix { $0.isASCII && $0.isNumber }
            let rest = escaped.dropFirst(digits.count)
            let isMarker = rest.first == "." || rest.first == ")"
            return isMarker && (rest.count == 1 || rest.dropFirst().first == " ") ? "\(digits)\\\(rest)" : escaped
        default: return escaped
        }
    }

    private static func escaped(_ text: String, also extra: Unicode.Scalar? = nil) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            if scalar == extra || isMarkup(scalar, after: index > 0 ? scalars[index - 1] : nil, before: next) {
                result.append("\\")
            }
            result.append(harmless(scalar))
        }
        return String(result)
    }

    /// A space for each control character: terminals obey them, and some end a line.
    private static func harmless(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map(harmless)))
    }

    private static func harmless(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        scalar.properties.generalCategory == .control ? " " : scalar
    }

    private static func isMarkup(
        _ scalar: Unicode.Scalar,
        after last: Unicode.Scalar?,
        before next: Unicode.Scalar?
    ) -> Bool {
        switch scalar {
        case "\\", "`", "*", "[", "]", "<", "~": true
        // Within a word it is itself.
        case "_": !(isWord(last) && isWord(next))
        // The start of an entity.
        case "&": next == "#" || next?.properties.isAlphabetic == true
        default: false
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return false }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
