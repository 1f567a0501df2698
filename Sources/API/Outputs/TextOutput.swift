// The result as plain text.

import Shared

/// Each page ends with a line break; form feeds stand between pages, as Tesseract puts them.
enum TextOutput {
    static func render(_ document: OutputDocument) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(document.text.utf8.count + document.pages.count + 1)
        for byte in document.text.utf8 {
            if byte == formFeed { endLine(&bytes) }
            bytes.append(byte)
        }
        endLine(&bytes)
        return bytes
    }

    private static let formFeed = UInt8(ascii: "\u{0C}")

    private static func endLine(_ bytes: inout [UInt8]) {
        guard let last = bytes.last, last != UInt8(ascii: "\n"), last != formFeed else { return }
        bytes.append(UInt8(ascii: "\n"))
    }
}
