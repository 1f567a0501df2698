// One walk over what Tesseract recognised gives both the text and the structure.

import CTesseract

/// A page's words in their structure, and as plain text.
struct PageText {
    private(set) var page: Page
    /// As `TessBaseAPIGetUTF8Text` gives it: words by spaces, a line break after each line, an empty line after each
    /// paragraph; without the white space at its end.
    private(set) var text = ""
    private(set) var wordCount = 0
    private var confidenceSum = 0.0

    /// Mean over the words, 0 to 1; 0 where there are none.
    var confidence: Double { wordCount == 0 ? 0 : confidenceSum / Double(wordCount) }

    /// Takes over the iterator; nil, for a page with nothing on it, gives an empty page.
    init(_ iterator: OpaquePointer?, width: Int, height: Int) {
        page = Page(width: width, height: height, blocks: [])
        guard let iterator else { return }
        defer { TessResultIteratorDelete(iterator) }
        let cursor = Cursor(iterator)
        repeat {
            if cursor.isText { add(cursor) }
        } while TessResultIteratorNext(iterator, RIL_WORD) != 0
        while text.last?.isWhitespace == true { text.removeLast() }
    }

    /// Moves the boxes to the pixels of the page before.
    mutating func place(by placement: Placement, width: Int, height: Int) {
        page = page.placed(by: placement, width: width, height: height)
    }

    /// Joins the columns of tables into rows, see ``Page/withTablesByRows``.
    mutating func readTablesByRows() {
        let rows = page.withTablesByRows
        guard rows != page else { return }
        page = rows
        text = ""
        for line in page.blocks.flatMap(\.lines) {
            if !text.isEmpty { text += line.startsParagraph ? "\n\n" : "\n" }
            text += line.words.map(\.text).joined(separator: " ")
        }
    }

    /// Gives every word the share of such words that are right for its confidence.
    mutating func calibrate() {
        confidenceSum = 0
        for block in page.blocks.indices {
            for line in page.blocks[block].lines.indices {
                for word in page.blocks[block].lines[line].words.indices {
                    let raw = page.blocks[block].lines[line].words[word].confidence
                    let share = Calibration.share(rightAt: raw)
                    page.blocks[block].lines[line].words[word].confidence = share
                    confidenceSum += share
                }
            }
        }
    }

    private mutating func add(_ cursor: Cursor) {
        guard let word = cursor.word() else { return }
        let startsBlock = page.blocks.isEmpty || cursor.begins(RIL_BLOCK)
        if startsBlock {
            page.blocks.append(Block(kind: cursor.kind, box: cursor.box(RIL_BLOCK) ?? word.box, lines: []))
        }
        let last = page.blocks.count - 1
        let startsParagraph = cursor.begins(RIL_PARA)
        if page.blocks[last].lines.isEmpty || cursor.begins(RIL_TEXTLINE) {
            if wordCount > 0 { text += startsParagraph || startsBlock ? "\n\n" : "\n" }
            let line = Line(
                box: cursor.box(RIL_TEXTLINE) ?? word.box,
                baseline: cursor.baseline(),
                startsParagraph: startsParagraph || startsBlock,
                words: [],
            )
            page.blocks[last].lines.append(line)
        } else {
            text += " "
        }
        text += word.text
        wordCount += 1
        confidenceSum += word.confidence
        page.blocks[last].lines[page.blocks[last].lines.count - 1].words.append(word)
    }
}

/// Where a result iterator stands.
private struct Cursor {
    private let results: OpaquePointer
    private let pages: OpaquePointer?

    init(_ iterator: OpaquePointer) {
        results = iterator
        pages = TessResultIteratorGetPageIterator(iterator)
    }

    var isText: Bool {
        ![PT_FLOWING_IMAGE, PT_HEADING_IMAGE, PT_PULLOUT_IMAGE, PT_HORZ_LINE, PT_VERT_LINE, PT_NOISE]
            .contains(TessPageIteratorBlockType(pages))
    }

    var kind: Block.Kind {
        switch TessPageIteratorBlockType(pages) {
        case PT_FLOWING_TEXT: .text
        case PT_HEADING_TEXT: .heading
        case PT_PULLOUT_TEXT: .pullout
        case PT_EQUATION, PT_INLINE_EQUATION: .equation
        case PT_TABLE: .table
        case PT_VERTICAL_TEXT: .vertical
        case PT_CAPTION_TEXT: .caption
        default: .unknown
        }
    }

    func begins(_ level: TessPageIteratorLevel) -> Bool {
        TessPageIteratorIsAtBeginningOf(pages, level) != 0
    }

    func box(_ level: TessPageIteratorLevel) -> Box? {
        var (left, top, right, bottom): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        guard TessPageIteratorBoundingBox(pages, level, &left, &top, &right, &bottom) != 0 else { return nil }
        return Box(x: Int(left), y: Int(top), width: Int(right - left), height: Int(bottom - top))
    }

    func baseline() -> [Int]? {
        var (x1, y1, x2, y2): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        guard TessPageIteratorBaseline(pages, RIL_TEXTLINE, &x1, &y1, &x2, &y2) != 0 else { return nil }
        return [Int(x1), Int(y1), Int(x2), Int(y2)]
    }

    /// Nil between words: an image inside a text block, or nothing.
    func word() -> Word? {
        guard let characters = TessResultIteratorGetUTF8Text(results, RIL_WORD), let box = box(RIL_WORD) else {
            return nil
        }
        defer { TessDeleteText(characters) }
        let confidence = min(max(Double(TessResultIteratorConfidence(results, RIL_WORD)), 0), 100)
        return Word(text: String(cString: characters), box: box, confidence: (confidence * 10).rounded() / 1000)
    }
}
