// What a document has to be like beside others and on a terminal.

import Shared

/// Makes JSON one line that begins with the file's name, and texts harmless for a terminal, as their bytes come.
struct DocumentFilter {
    private let format: ResultFormat
    private let isTerminal: Bool
    private let name: String
    private var isInside = false
    private var last: UInt8?
    /// The start of a character whose end is still to come.
    private var cut: [UInt8] = []

    init(_ format: ResultFormat, name: String, isTerminal: Bool) {
        (self.format, self.name, self.isTerminal) = (format, name, isTerminal)
    }

    mutating func take(_ bytes: [UInt8]) -> [UInt8] {
        let bytes = format == .json ? inLine(bytes) : bytes
        last = bytes.last ?? last
        return isTerminal ? harmless(bytes) : bytes
    }

    /// What is left, and a line break where there is none.
    mutating func end(hasLineBreak: Bool) -> [UInt8] {
        let rest = shown(cut)
        cut = []
        return hasLineBreak && last != UInt8(ascii: "\n") ? rest + [UInt8(ascii: "\n")] : rest
    }

    /// A line break in JSON stands for nothing: inside strings it is written `\n`.
    private mutating func inLine(_ bytes: [UInt8]) -> [UInt8] {
        let line = bytes.map { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") ? UInt8(ascii: " ") : $0 }
        guard !isInside else { return line }
        let rest = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        guard let first = rest.first else { return [] }
        isInside = true
        guard first == UInt8(ascii: "{") else { return Array(rest) }
        var json = JSONWriter()
        json.object { $0.member("file", name) }
        return json.bytes.dropLast() + [UInt8(ascii: ",")] + rest.dropFirst()
    }

    private mutating func harmless(_ bytes: [UInt8]) -> [UInt8] {
        let all = cut + bytes
        let whole = all.prefix(all.count - Self.cutLength(all))
        cut = Array(all[whole.endIndex...])
        return shown(Array(whole))
    }

    /// Form feeds, between pages, stay: a terminal takes them for line breaks.
    private func shown(_ bytes: [UInt8]) -> [UInt8] {
        if format == .json { return Array(JSONText.harmless(bytes).utf8) }
        let pages = bytes.split(separator: UInt8(ascii: "\u{c}"), omittingEmptySubsequences: false)
        let texts = pages.map { Harmless.text(String(decoding: $0, as: UTF8.self)) }
        return Array(texts.joined(separator: "\u{c}").utf8)
    }

    /// Bytes at the end that begin a character of UTF-8 without ending it.
    private static func cutLength(_ bytes: [UInt8]) -> Int {
        for (back, byte) in bytes.reversed().prefix(3).enumerated() where byte & 0xc0 != 0x80 {
            let length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
            return length > back + 1 ? back + 1 : 0
        }
        return 0
    }
}
