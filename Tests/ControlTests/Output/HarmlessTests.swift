// Strangers' texts on a terminal.

import Shared
import Testing

@testable import Control

@Suite struct HarmlessTests {
    @Test(arguments: [
        ("plain.png", "plain.png"),
        ("Übung №3 漢字.png", "Übung №3 漢字.png"),
        ("\u{1b}]0;owned\u{7}.png", #"\u{1b}]0;owned\u{7}.png"#),
        ("a\nb\r\tc", #"a\nb\r\tc"#),
        ("\u{9b}31mred", #"\u{9b}31mred"#),
        ("gpj.\u{202e}exe", #"gpj.\u{202e}exe"#),
        ("line\u{2028}separator\u{7f}", #"line\u{2028}separator\u{7f}"#),
        ("zero\u{200b}width", #"zero\u{200b}width"#),
    ])
    func `control and format characters show themselves and do nothing`(text: String, shown: String) {
        #expect(Harmless.line(text) == shown)
        #expect(Cell(text).text == shown)
    }

    @Test func `a carriage return before a line feed is two characters too`() {
        #expect(Harmless.line("a\r\nb") == #"a\r\nb"#)
        #expect(Harmless.text("a\r\nb\tc\u{1b}[2J") == "a\\r\nb\tc\\u{1b}[2J")
    }

    @Test func `JSON says the same and holds no control character`() throws {
        var json = JSONWriter()
        json.object { $0.member("a\u{85}", "\u{1b}[2J\u{9b}2J\u{202e}\u{7f}\u{e0001}\"\\ü") }
        let text = JSONText.harmless(json.bytes)
        #expect(text == #"{"a\u0085":"\u001b[2J\u009b2J\u202e\u007f\udb40\udc01\"\\ü"}"#)
        #expect(!text.unicodeScalars.contains(where: Harmless.isControl))
    }
}
