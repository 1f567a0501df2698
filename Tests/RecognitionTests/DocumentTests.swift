// Files of several pages.

import Testing

@testable import Recognition

@Suite(.offThePool) struct DocumentTests {
    private let words = ["first", "second", "third"]

    private func recognize(
        _ bytes: [UInt8],
        limit: Int = 60_000,
        progress: @escaping (Double) -> Void = { _ in }
    ) throws -> (summary: RecognitionSummary, pages: [Page]) {
        try Reading.recognizer().recognize(bytes, request: Reading.request(limit: limit), progress: progress)
    }

    @Test func `the pages of a TIFF are read in order, each with its confidence`() throws {
        var shares: [Double] = []
        let (summary, pages) = try recognize(Drawing.tiff(pages: words)) { shares.append($0) }
        #expect(summary.text == words.joined(separator: pageBreak))
        #expect(summary.wordCount == 3)
        #expect([summary.width, summary.height] == [1000, 300])
        #expect(pages.map { $0.blocks.flatMap(\.lines).flatMap(\.words).map(\.text) } == words.map { [$0] })
        let each = try #require(summary.pages)
        #expect(each.count == 3)
        #expect(each.allSatisfy { $0.failure == nil && $0.confidence > 0.5 && $0.width == 1000 })
        #expect(shares == shares.sorted())
    }

    @Test func `only the pages asked for are read, under their own numbers`() throws {
        var shares: [Double] = []
        let request = Reading.request { $0.pages = [1...1, 3...9] }
        let (summary, pages) = try Reading.recognizer()
            .recognize(Drawing.tiff(pages: words), request: request) { shares.append($0) }
        #expect(summary.text == ["first", "third"].joined(separator: pageBreak))
        #expect(summary.pages?.map(\.number) == [1, 3])
        #expect(pages.map(\.number) == [1, 3])
        #expect(shares.allSatisfy { $0 <= 1 })
        let one = try Reading.recognizer()
            .recognize(Drawing.tiff(pages: words), request: Reading.request { $0.pages = [2...2] })
        #expect(one.summary.text == "second")
        #expect(one.summary.pages?.map(\.number) == [2])
    }

    @Test func `where none of the pages asked for is there the file says how many it has`() {
        let refusal = RecognitionFailure.noSuchPage(count: 3)
        #expect(throws: refusal) {
            try Reading.recognizer()
                .recognize(Drawing.tiff(pages: words), request: Reading.request { $0.pages = [4...9] })
        }
    }

    @Test func `the frames of an animation are pages for those who ask for them`() throws {
        let gif = Animation.gif(["first", "second", "third"])
        #expect(try recognize(gif).summary.text == "first")
        #expect(try recognize(gif).summary.pages == nil)
        let all = try Reading.recognizer().recognize(gif, request: Reading.request { $0.pages = [1...1000] })
        #expect(all.summary.text == ["first", "second", "third"].joined(separator: pageBreak))
        let last = try Reading.recognizer().recognize(gif, request: Reading.request { $0.pages = [3...3] })
        #expect(last.summary.text == "third")
    }

    @Test func `a page that cannot be read is an error of its own`() throws {
        var tiff = Drawing.tiff(pages: words)
        let tags = try #require(TIFFPages(ByteReader(tiff), limit: 9)).pages
        #expect(tags.map(\.size) == Array(repeating: PageSize(width: 1000, height: 300), count: 3))
        // The width in the second page's directory.
        let width: [UInt8] = [0, 1, 3, 0, 1, 0, 0, 0, 0xE8, 3]
        let places = tiff.indices.dropLast(width.count).filter { Array(tiff[$0..<$0 + width.count]) == width }
        try #require(places.count == 3)
        tiff[places[1] + 8] = 0
        tiff[places[1] + 9] = 0
        let (summary, pages) = try recognize(tiff)
        #expect(summary.text == ["first", "", "third"].joined(separator: pageBreak))
        #expect(summary.pages?.map(\.failure?.code) == [nil, .invalidImage, nil])
        #expect(pages.map(\.failure?.code) == [nil, .invalidImage, nil])
    }

    @Test func `where no page can be read the file cannot`() {
        #expect(throws: RecognitionFailure.self) { try recognize(Drawing.tiff(pages: words), limit: 0) }
    }

    @Test func `a chain of directories that leads back ends there`() throws {
        var tiff = Drawing.tiff(pages: ["only"])
        let directory = try #require(ByteReader(tiff).little32(4))
        let next = directory + 2 + (try #require(ByteReader(tiff).little16(directory))) * 12
        tiff[next..<next + 4] = tiff[4..<8]
        #expect(TIFFPages(ByteReader(tiff), limit: 9)?.pages.count == 1)
        #expect(try recognize(tiff).summary.text == "only")
    }

    @Test func `too many pages are refused before one is read`() throws {
        let many = Drawing.tiff(pages: Array(repeating: "x", count: 1001), width: 8, height: 8)
        let failure = #expect(throws: RecognitionFailure.self) { try recognize(many) }
        #expect(failure?.code == .imageTooLarge)
    }

    @Test func `a WebP is turned as its EXIF says`() {
        let exif = Drawing.exif(orientation: 6, littleEndian: true)
        let chunk = Array("EXIF".utf8) + [UInt8(exif.count), 0, 0, 0] + exif
        let webp = Drawing.webp(Drawing.page(width: 64, height: 32))
        #expect(WebP.orientation(webp) == nil)
        #expect(WebP.orientation(webp + chunk) == 6)
        #expect(WebP.orientation(Array((webp + chunk).dropLast(3))) == nil)
    }
}
