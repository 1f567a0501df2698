// Reading: the text, the structure, the run limit, and that no page leaves a trace.

import CLeptonica
import CTesseract
import Testing

@testable import Recognition

@Suite(.offThePool) struct RecognizerTests {
    @Test func `the text and its confidence are read`() throws {
        let summary = try Reading.recognizer()
            .recognize(Drawing.png(Drawing.page()), request: Reading.request()).summary
        #expect(summary.text == Drawing.sentence)
        #expect(summary.wordCount == 9)
        #expect((0.5...1).contains(summary.confidence))
        #expect([summary.width, summary.height] == [1400, 300])
    }

    @Test(arguments: [3, 4, 6, 11])
    func `the text is the one that Tesseract's own function gives`(pageSegmentation: Int) throws {
        let lines = ["First line of a page", "and its second one.", "", "", "A second paragraph, 42 words", "or so."]
        let page = Drawing.page(lines, width: 1000, height: 700)
        let read = try Reading.recognizer()
            .recognize(Drawing.png(page), request: Reading.request(.none, pageSegmentation: pageSegmentation))
        #expect(read.summary.text.split(separator: "\n").count > 2)
        #expect(read.summary.text == reference(page, pageSegmentation: pageSegmentation))
    }

    @Test func `the structure holds the words of the text, inside the page and in order`() throws {
        let page = Drawing.page(["One two three", "four five six"], width: 800, height: 400)
        let (summary, pages) = try Reading.recognizer()
            .recognize(Drawing.png(page), request: Reading.request())
        let structure = try #require(pages.first)
        let lines = structure.blocks.flatMap(\.lines)
        #expect(lines.map { $0.words.map(\.text).joined(separator: " ") } == ["One two three", "four five six"])
        #expect(summary.text.split(whereSeparator: \.isWhitespace).count == summary.wordCount)
        #expect(structure.blocks.allSatisfy { $0.kind == .text })
        for line in lines {
            let lefts = line.words.map(\.box.x)
            #expect(lefts == lefts.sorted())
            #expect(line.baseline?.count == 4)
            for box in line.words.map(\.box) + [line.box] {
                #expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= 800 && box.y + box.height <= 400)
                #expect(box.width > 0 && box.height > 0)
            }
        }
    }

    @Test func `the reply holds the pages as JSON`() throws {
        let image = Drawing.png(Drawing.page())
        let recognizer = try Reading.recognizer()
        let read = try recognizer.recognize(image, request: Reading.request())
        guard case .result(_, let pages) = recognizer.reply(to: Reading.request(), image: image, progress: { _ in })
        else {
            Issue.record("no result")
            return
        }
        #expect(try JSON.decode([Page].self, from: pages) == read.pages)
    }

    @Test(arguments: [Preprocessing.auto, .none, .threshold])
    func `a page is turned as asked, and boxes are where the words are`(way: Preprocessing) throws {
        let page = Drawing.page()
        let recognizer = try Reading.recognizer()
        let upright = try recognizer.recognize(Drawing.png(page), request: Reading.request(way))
        for quarters in 1...3 {
            let turned = try page.transformed { pixRotateOrth($0, Int32(4 - quarters)) }
            let request = Reading.request {
                $0.preprocessing = way
                $0.quarterTurns = quarters
            }
            let read = try recognizer.recognize(Drawing.png(turned), request: request)
            #expect(read.summary.text == Drawing.sentence)
            #expect(read.summary.preprocessing.contains("turn-\(quarters * 90)"))
            let size = [read.pages.first?.width, read.pages.first?.height]
            #expect(size == (quarters == 2 ? [1400, 300] : [300, 1400]))
            let first = try firstBox(read.pages)
            let word = try firstBox(upright.pages)
            switch quarters {
            case 1: #expect([first.x, first.y] == [word.y, 1400 - word.x - word.width])
            case 2: #expect([first.x, first.y] == [1400 - word.x - word.width, 300 - word.y - word.height])
            default: #expect([first.x, first.y] == [300 - word.y - word.height, word.x])
            }
        }
    }

    private func firstBox(_ pages: [Page]) throws -> Recognition.Box {
        try #require(pages.first?.blocks.first?.lines.first?.words.first?.box)
    }

    @Test func `a page is not turned where the client says that it is upright`() throws {
        let onItsHead = try Drawing.page((0..<4).map { _ in Drawing.sentence }).transformed { pixRotateOrth($0, 2) }
        let recognizer = try Reading.recognizer()
        let asIs = try recognizer.recognize(Drawing.png(onItsHead), request: Reading.request { $0.quarterTurns = 0 })
        #expect(!asIs.summary.text.contains("quick"))
        let turned = try recognizer.recognize(Drawing.png(onItsHead), request: Reading.request())
        #expect(turned.summary.text.contains("quick"))
    }

    @Test func `only characters of the whitelist are read, and only in that request`() throws {
        let recognizer = try Reading.recognizer()
        let image = Drawing.png(Drawing.page(["Total 1234567 dollars"]))
        let digits = try recognizer.recognize(image, request: Reading.request { $0.whitelist = "0123456789" })
        #expect(digits.summary.text.contains("1234567"))
        #expect(digits.summary.text.allSatisfy { $0.isNumber || $0.isWhitespace })
        #expect(try recognizer.recognize(image, request: Reading.request()).summary.text == "Total 1234567 dollars")
    }

    @Test func `the resolution that is asked for is the one that Tesseract works with`() throws {
        let page = Drawing.page()
        page.set(resolution: 300)
        #expect(page.withPix { pixGetXRes($0) } == 300)
        let request = Reading.request { $0.resolution = 200 }
        #expect(
            try Reading.recognizer().recognize(Drawing.png(page), request: request).summary.text == Drawing.sentence
        )
    }

    @Test func `an empty page is no error`() throws {
        for (width, height) in [(600, 400), (1, 1), (3, 3), (1, 500)] {
            let blank = Drawing.blank(width: width, height: height)
            let (summary, pages) = try Reading.recognizer()
                .recognize(Drawing.png(blank), request: Reading.request())
            #expect(summary.text.isEmpty && summary.wordCount == 0 && summary.confidence == 0)
            #expect(pages.map(\.blocks) == [[]])
        }
    }

    @Test func `a result does not depend on the pages before`() throws {
        let recognizer = try Reading.recognizer()
        let first = Drawing.page(["Zyxwv Qwert 12O5 l1Il", "rnrn cl vv 0O0O"], width: 900, height: 400)
        first.salted(everyth: 40)
        let image = Drawing.png(first)
        let before = try recognizer.recognize(image, request: Reading.request(.none))
        _ = try recognizer.recognize(Drawing.png(Drawing.bigPage()), request: Reading.request(pageSegmentation: 6))
        let after = try recognizer.recognize(image, request: Reading.request(.none))
        #expect(before.pages == after.pages)
        #expect(before.summary.text == after.summary.text)
    }

    @Test func `a run limit ends the page and the next one is read`() throws {
        let recognizer = try Reading.recognizer()
        let big = Drawing.png(Drawing.bigPage())
        var shares: [Double] = []
        for limit in [1, 50] {
            #expect(throws: RecognitionFailure.timeout(milliseconds: limit)) {
                try recognizer.recognize(big, request: Reading.request(limit: limit)) { shares.append($0) }
            }
        }
        // It stopped early: the whole page would have reported more.
        #expect(shares.allSatisfy { $0 < 0.5 })
        let next = try recognizer.recognize(Drawing.png(Drawing.page()), request: Reading.request()).summary
        #expect(next.text == Drawing.sentence)
    }

    @Test func `progress grows`() throws {
        var shares: [Double] = []
        let recognizer = try Reading.recognizer()
        _ = try recognizer.recognize(Drawing.png(Drawing.bigPage()), request: Reading.request()) { shares.append($0) }
        #expect(!shares.isEmpty)
        #expect(shares == shares.sorted())
        #expect(shares.allSatisfy { $0 > 0 && $0 <= 1 })
    }

    @Test func `a page segmentation that is not allowed is refused`() throws {
        let recognizer = try Reading.recognizer()
        #expect(throws: RecognitionFailure.engine) {
            try recognizer.recognize(Drawing.png(Drawing.page()), request: Reading.request(pageSegmentation: 0))
        }
    }

    @Test func `languages that cannot be loaded are named`() {
        let folder = Traineddata.folder()
        #expect(throws: EngineStartError.notLoaded(languages: ["tlh"], folder: folder)) {
            _ = try Recognizer(languages: ["tlh"])
        }
        #expect(throws: EngineStartError.invalidLanguage("../eng")) { _ = try Recognizer(languages: ["../eng"]) }
        #expect(throws: EngineStartError.noLanguages) { _ = try Recognizer(languages: []) }
    }

    /// What a bare Tesseract makes of the page.
    private func reference(_ page: borrowing PageImage, pageSegmentation: Int) -> String {
        let handle = TessBaseAPICreate()
        defer { TessBaseAPIDelete(handle) }
        TessBaseAPIInit3(handle, Traineddata.folder(), "eng")
        TessBaseAPISetPageSegMode(handle, TessPageSegMode(rawValue: UInt32(pageSegmentation)))
        page.withPix { TessBaseAPISetImage2(handle, $0) }
        guard let text = TessBaseAPIGetUTF8Text(handle) else { return "" }
        defer { TessDeleteText(text) }
        var string = String(cString: text)
        while string.last?.isWhitespace == true { string.removeLast() }
        return string
    }
}
