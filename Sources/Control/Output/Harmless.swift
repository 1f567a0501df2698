// Strangers' texts on a terminal: a file name must not move the cursor, set the title, or turn the writing around.

enum Harmless {
    /// Control and format characters as `\n` or `\u{1b}`, everything on one line.
    static func line(_ text: String) -> String { replacing(in: text, by: name) }

    /// As `line`, but with lines and tabs as they are.
    static func text(_ text: String) -> String {
        replacing(in: text) { $0 == "\n" || $0 == "\t" ? String($0) : name($0) }
    }

    /// The text with something else for each control and format character.
    static func replacing(in text: String, by replacement: (Unicode.Scalar) -> String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isControl(scalar) {
                result += replacement(scalar).unicodeScalars
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func name(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u{\(String(scalar.value, radix: 16))}"
        }
    }
}
