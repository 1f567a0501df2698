// What the text layer writes: places, widths, codes.

import Testing

@testable import Recognition

struct TextLayerTests {
    private let paper = Paper(pixels: PageSize(width: 720, height: 1440), stated: Resolution(x: 72, y: 144))

    private func operators(_ text: String, box: Box, baseline: [Int]?) -> String {
        var codes = GlyphCodes()
        let page = PDFMaking.page(width: 720, height: 1440, baseline: baseline, words: [(text, box)])
        return TextLayer(page, on: paper, codes: &codes).operators
    }

    @Test func `a word fills its box`() {
        // 100 points wide and 20 high, as pixels here are half as high as wide; two glyphs of 10 points each.
        let text = operators("ab", box: Box(x: 50, y: 60, width: 100, height: 40), baseline: [50, 95, 150, 95])
        #expect(text == "3 Tr\nBT /F 20 Tf\n1 0 0 1 50 670 Tm 500 Tz <00610062> Tj\nET\n")
    }

    @Test func `a word that runs down the page is turned`() {
        let text = operators("ab", box: Box(x: 50, y: 60, width: 40, height: 100), baseline: [60, 60, 60, 160])
        #expect(text == "3 Tr\nBT /F 40 Tf\n0 -1 1 0 50 690 Tm 125 Tz <00610062> Tj\nET\n")
    }

    @Test func `characters beyond the first plane have codes of their own`() {
        var codes = GlyphCodes()
        #expect(codes.encode("a😀b𝄞😀\u{1}") == [0x61, 0xD800, 0x62, 0xD801, 0xD800])
        #expect(codes.toUnicode.contains("2 beginbfchar\n<D800> <D83DDE00>\n<D801> <D834DD1E>\nendbfchar"))
        #expect(codes.toUnicode.contains("<D700> <D7FF> <D700>\n<E000> <E0FF> <E000>"))
    }

    @Test func `more of them than there are codes become the replacement character`() throws {
        var codes = GlyphCodes()
        let many = String(String.UnicodeScalarView((0x20000..<0x20900).compactMap { Unicode.Scalar(UInt32($0)) }))
        let encoded = codes.encode(many)
        #expect(encoded.prefix(2048).allSatisfy { (0xD800...0xDFFF).contains($0) })
        #expect(encoded.dropFirst(2048).allSatisfy { $0 == 0xFFFD })
    }
}
