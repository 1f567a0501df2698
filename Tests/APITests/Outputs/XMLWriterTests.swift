import Testing

@testable import API

struct XMLWriterTests {
    private let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

    private func text(_ write: (inout XMLWriter) -> Void) -> String {
        var xml = XMLWriter()
        write(&xml)
        return String(decoding: xml.bytes, as: UTF8.self)
    }

    @Test func `elements are nested, a line each`() {
        let xml = text { xml in
            xml.element("a", ["b": "1", "c": nil]) { a in
                a.element("d", text: "e")
                a.element("f", ["g": "2"] + ["h": "3"])
            }
        }
        #expect(xml == declaration + "<a b=\"1\">\n <d>e</d>\n <f g=\"2\" h=\"3\"/>\n</a>\n")
    }

    @Test(arguments: [
        ("&<>\"'", "&amp;&lt;&gt;&quot;'"),
        ("a\tb\nc\rd", "a b c d"),
        ("a\0b\u{1}c\u{1B}d\u{0C}e", "abcde"),
        ("\u{FFFE}a\u{FFFF}\u{FFFD}", "a\u{FFFD}"),
        ("ü€😀\u{7F}", "ü€😀\u{7F}"),
    ])
    func `what XML has no way to write is dropped, what means something to it escaped`(text: String, expected: String) {
        let xml = self.text { $0.element("a", ["b": text], content: { $0.element("c", text: text) }) }
        #expect(xml == declaration + "<a b=\"\(expected)\">\n <c>\(expected)</c>\n</a>\n")
    }
}
