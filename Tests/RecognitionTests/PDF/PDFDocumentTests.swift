// The PDF as a whole: its frame, its pages, what it says of itself.

import Testing

@testable import Recognition

@Suite(.offThePool) struct PDFDocumentTests {
    private let image = Drawing.png(Drawing.page(width: 300, height: 150))
    private let page = PDFMaking.page(
        width: 300,
        height: 150,
        words: [
            ("left", Box(x: 30, y: 60, width: 60, height: 20)), ("right", Box(x: 100, y: 55, width: 80, height: 25)),
        ]
    )

    @Test func `objects are where the table says and streams as long as they say`() throws {
        let parts = try PDFMaking.parts(image, [page])
        #expect(try parts.pages.count == 1)
        #expect(try parts.pages[0].value.contains("/MediaBox [0 0 144 72]"))
        let text = try parts.content(ofPage: 0)
        // 150 dots an inch: 25 pixels are 12 points.
        #expect(text.contains("/F 12 Tf"))
        #expect(text.contains("1 0 0 1 14.4 33.6 Tm"))
        #expect(text.contains("1 0 0 1 48 33.6 Tm"))
        #expect(text.contains("<006C006500660074> Tj\n"))
    }

    @Test func `a space as wide as the gap is between words, and none after the last`() throws {
        let text = try PDFMaking.parts(image, [page]).content(ofPage: 0)
        // 10 pixels, 4.8 points, of a glyph that is 6 wide.
        #expect(text.split(separator: "\n").filter { $0.contains("<0020>") } == ["80 Tz <0020> Tj"])
    }

    @Test func `pages come in order, without those that could not be read`() throws {
        let tiff = Drawing.tiff(pages: ["one", "two", "three"], width: 400, height: 100)
        var pages = (1...3).map { PDFMaking.page(width: 400, height: 100, number: $0) }
        pages[1] = Page(number: 2, width: 0, height: 0, blocks: [], failure: .engine)
        pages[2].blocks =
            PDFMaking.page(
                width: 400,
                height: 100,
                words: [("x", Box(x: 1, y: 1, width: 9, height: 9))]
            ).blocks
        let parts = try PDFMaking.parts(tiff, pages)
        #expect(try parts.pages.count == 2)
        #expect(try !parts.content(ofPage: 0).contains("<0078>"))
        #expect(try parts.content(ofPage: 1).contains("<0078>"))
        #expect(try parts.picture(ofPage: 0).stream != parts.picture(ofPage: 1).stream)
    }

    @Test func `frames of an animation are pages`() throws {
        let pages = [1, 2].map { PDFMaking.page(width: 400, height: 100, number: $0) }
        let parts = try PDFMaking.parts(Animation.gif(["one", "two"], width: 400, height: 100), pages)
        #expect(try parts.pages.count == 2)
        #expect(try parts.picture(ofPage: 1).value.contains("/DeviceRGB"))
    }

    @Test func `pages that the image does not have are refused`() {
        let others = [
            PDFMaking.page(width: 301, height: 150), PDFMaking.page(width: 300, height: 150, number: 2),
            PDFMaking.page(width: 300, height: 150, number: 0),
        ]
        for other in others { #expect(exitCode(image, [other]) == PDFExit.badImage) }
        #expect(exitCode(image, []) == PDFExit.badImage)
        #expect(exitCode(Array("no image".utf8), [page]) == PDFExit.badImage)
        #expect(exitCode(image, [page], pixelLimit: 300 * 150 - 1) == PDFExit.badImage)
        #expect(exitCode(Drawing.bmp(Drawing.page(width: 300, height: 150)), [page], pixelLimit: 9) == PDFExit.badImage)
        #expect(exitCode(image, [page]) == nil)
    }

    @Test func `title, language and date are there`() throws {
        let parts = try PDFMaking.parts(image, [page], title: "a (b\\c", language: "zh-Hans")
        #expect(
            try parts.information
                == "<< /Title (a \\(b\\\\c) /Producer (Lector) /CreationDate (D:20231114221320Z) >>"
        )
        #expect(try parts.catalog.contains("/Lang (zh-Hans) /ViewerPreferences << /DisplayDocTitle true >>"))
        let plain = try PDFMaking.parts(image, [page]).catalog
        #expect(!plain.contains("DisplayDocTitle") && !plain.contains("/Lang"))
    }

    /// Nil where a PDF is made.
    private func exitCode(_ image: [UInt8], _ pages: [Page], pixelLimit: Int = 1_000_000) -> Int32? {
        do {
            _ = try PDFMaking.pdf(image, pages, pixelLimit: pixelLimit)
            return nil
        } catch {
            return (error as? PDFFailure)?.exitCode
        }
    }
}
