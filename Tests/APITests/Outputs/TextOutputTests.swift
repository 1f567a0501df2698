import Testing

@testable import API

struct TextOutputTests {
    @Test(arguments: [
        ("one line", "one line\n"),
        ("two\nlines", "two\nlines\n"),
        ("ended\n", "ended\n"),
        ("first\u{0C}second", "first\n\u{0C}second\n"),
        ("first\u{0C}\u{0C}third", "first\n\u{0C}\u{0C}third\n"),
        ("first\u{0C}", "first\n\u{0C}"),
        ("Größe", "Größe\n"),
        ("", ""),
    ])
    func `each page ends with a line break, form feeds stand between`(text: String, expected: String) {
        #expect(OutputDocument.sample(text: text).rendered(.text) == expected)
    }
}
