// Pages that the plain way does not read, and what the ladder makes of them.

import CLeptonica
import Synchronization
import Testing

@testable import Recognition

@Suite(.offThePool) struct LadderTests {
    private static let lines = [
        Drawing.sentence, "Pack my box with five dozen liquor jugs", "Sphinx of black quartz judge my vow",
        "How vexingly quick daft zebras jump over", "The five boxing wizards jump quickly now",
    ]
    private static let text = lines.joined(separator: " ")

    @Test func `a page that reads well is read once`() throws {
        let summary = try read(page())
        #expect(Self.share(of: summary.text) > 0.7)
        #expect(summary.preprocessing == [])
        #expect(summary.attempts?.count == 1)
    }

    @Test func `a blank page is read once`() throws {
        let summary = try read(Drawing.blank(width: 600, height: 400))
        #expect(summary.attempts?.count == 1)
    }

    @Test func `without preprocessing there are no tries`() throws {
        let image = Drawing.png(page())
        let summary = try Reading.recognizer().recognize(image, request: Reading.request(.none)).summary
        #expect(summary.attempts == nil)
    }

    @Test func `light print on dark is inverted`() throws {
        let summary = try read(try page().transformed { pixInvert(nil, $0) })
        #expect(Self.share(of: summary.text) > 0.7)
        #expect(summary.preprocessing == ["invert"])
    }

    @Test func `small print is enlarged`() throws {
        let small = try page().transformed { pixScale($0, 0.25, 0.25) }
        let summary = try read(small)
        #expect(summary.attempts.map { $0.count > 1 } == true)
        #expect(summary.preprocessing.contains("scale"))
    }

    @Test(arguments: [1, 2, 3])
    func `a page on its side or its head is turned`(quarters: Int32) throws {
        let turned = try page().transformed { pixRotateOrth($0, quarters) }
        let size = PageSize(turned)
        let (summary, pages) = try Reading.recognizer()
            .recognize(Drawing.png(turned), request: Reading.request())
        let structure = try #require(pages.first)
        #expect(Self.share(of: summary.text) > 0.7)
        // A page on its left side Tesseract reads as vertical text.
        #expect(["turn-\((4 - quarters) * 90)", quarters == 1 ? nil : ""].contains(summary.preprocessing.first))
        #expect([structure.width, structure.height] == [size.width, size.height])
        for box in structure.blocks.flatMap(\.lines).map(\.box) {
            #expect(box.x + box.width <= size.width && box.y + box.height <= size.height)
            if quarters != 2 { #expect(box.height > box.width) }
        }
    }

    @Test(arguments: [-9.0, 12.0])
    func `a skewed page is levelled`(degrees: Double) throws {
        let skewed = try DeskewStep(degrees: degrees).apply(to: page(width: 1600, height: 900))
        let summary = try read(skewed)
        #expect(Self.share(of: summary.text) > 0.7)
        #expect(summary.preprocessing.contains("deskew"))
    }

    @Test func `faint print is read`() throws {
        let faint = try page().transformed { pix in
            let copy = pixCopy(nil, pix)
            pixMultConstantGray(copy, 0.12)
            pixAddConstantGray(copy, 160)
            return copy
        }
        let summary = try read(faint)
        #expect(Self.share(of: summary.text) > 0.7)
    }

    @Test func `rules are painted over and print stays`() throws {
        let page = page()
        page.withPix { _ = pixRenderLine($0, 20, 60, 1300, 60, 4, Int32(L_CLEAR_PIXELS)) }
        let clean = try Pipeline([UnruleStep()]).run(page)
        #expect(clean.steps == ["unrule"])
        let (pixel, glyphs) = (clean.image.pixel(700, 60), Glyphs(on: clean.image))
        #expect(pixel > 200)
        #expect(glyphs.centres.count > 100)
    }

    @Test func `another page segmentation than the default is respected`() throws {
        let turned = try page().transformed { pixScale($0, 0.2, 0.2) }
        let request = Reading.request(pageSegmentation: 4)
        let summary = try Reading.recognizer().recognize(Drawing.png(turned), request: request).summary
        for step in summary.attempts?.flatMap(\.steps) ?? [] where step.hasPrefix("psm-") { #expect(step == "psm-4") }
    }

    @Test func `progress never goes back`() throws {
        var shares: [Double] = []
        let ladder = Ladder(pageSegmentation: 3, deadline: .now + .seconds(60)) { shares.append($0) }
        _ = try ladder.climb(page(), with: Stub(readable: .max))
        #expect(shares.count > 4)
        #expect(shares == shares.sorted() && shares.allSatisfy { $0 <= 1 })
    }

    @Test func `a deadline in the middle gives the best so far`() throws {
        let ladder = Ladder(pageSegmentation: 3, deadline: .now + .seconds(60)) { _ in }
        let climbed = try ladder.climb(page(), with: Stub(readable: 1))
        let outcome = try #require(climbed)
        #expect(outcome.attempts.count == 1)
        #expect(outcome.steps == [])
    }

    @Test func `a deadline in the first try gives nothing`() throws {
        let ladder = Ladder(pageSegmentation: 3, deadline: .now + .seconds(60)) { _ in }
        let outcome = try ladder.climb(page(), with: Stub(readable: 0))
        #expect(outcome == nil)
    }

    private func page(width: Int = 1400, height: Int = 500) -> PageImage {
        Drawing.page(Self.lines, width: width, height: height)
    }

    private func read(_ page: borrowing PageImage) throws -> RecognitionSummary {
        try Reading.recognizer().recognize(Drawing.png(page), request: Reading.request()).summary
    }

    /// The share of the page's words that are among these: the bitmap font has letters that Tesseract mistakes.
    private static func share(of text: String) -> Double {
        let expected = Self.text.split(separator: " ")
        let read = Set(text.split(whereSeparator: \.isWhitespace))
        return Double(expected.count { read.contains($0) }) / Double(expected.count)
    }

    private static func words(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// Reads nothing, and only so many times.
private struct Stub: PageReader, ~Copyable {
    let readable: Int
    private let count = Atomic<Int>(0)

    init(readable: Int) {
        self.readable = readable
    }

    borrowing func read(
        _ image: borrowing PageImage,
        by reader: Reader,
        deadline: ContinuousClock.Instant,
        progress: @escaping (Double) -> Void
    ) throws(RecognitionFailure) -> PageText? {
        guard count.wrappingAdd(1, ordering: .relaxed).oldValue < readable else { return nil }
        for share in [0.2, 0.9] { progress(share) }
        return PageText(nil, width: image.width, height: image.height)
    }
}
