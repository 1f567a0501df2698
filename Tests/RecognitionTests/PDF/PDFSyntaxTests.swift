// Numbers, strings and sizes.

import Testing

@testable import Recognition

struct PDFSyntaxTests {
    @Test(arguments: [
        (0, "0"), (1, "1"), (-0.5, "-0.5"), (1.00004, "1"), (0.0625, "0.0625"), (1234.56789, "1234.5679"),
        (-0.00001, "0"), (1e12, "1000000000"), (.infinity, "1000000000"), (10.05, "10.05"), (-14_400, "-14400"),
    ])
    func `a number has no exponent and no needless digits`(value: Double, written: String) {
        #expect(PDFSyntax.number(value) == written)
    }

    @Test func `text is escaped, or UTF-16 where it is not ASCII`() {
        #expect(PDFSyntax.text("scan (1).png") == "(scan \\(1\\).png)")
        #expect(PDFSyntax.text("a\\)") == "(a\\\\\\))")
        #expect(PDFSyntax.text("é") == "<FEFF00E9>")
        #expect(PDFSyntax.text("a\n") == "<FEFF0061000A>")
        #expect(PDFSyntax.text("😀") == "<FEFFD83DDE00>")
    }
}

struct PaperTests {
    private func size(_ width: Int, _ height: Int, _ x: Double? = nil, _ y: Double? = nil) -> [Double] {
        let stated = x.map { Resolution(x: $0, y: y ?? $0) }
        let paper = Paper(pixels: PageSize(width: width, height: height), stated: stated)
        return [paper.width, paper.height].map { ($0 * 10).rounded() / 10 }
    }

    @Test func `a page is as large as its file says`() {
        #expect(size(2480, 3508, 300) == [595.2, 841.9])
        // A fax.
        #expect(size(1728, 1143, 204, 98) == [609.9, 839.8])
        #expect(size(800, 600, 96) == [600, 450])
    }

    @Test func `where it says nothing, or nothing that can be, a page is of a size to print`() {
        #expect(size(300, 150) == [144, 72])
        #expect(size(4000, 3000) == [841.7, 631.3])
        #expect(size(4000, 3000, 72) == [841.7, 631.3])
        #expect(size(4000, 3000, 1) == [841.7, 631.3])
    }

    @Test func `no side is longer or shorter than viewers take`() {
        #expect(size(32_767, 200, 100) == [14_400, 87.9])
        #expect(size(32_000, 1, 100) == [14_400, 3])
    }
}
