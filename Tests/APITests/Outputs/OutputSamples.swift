import Shared

@testable import API
@testable import Shared

extension ResultBox {
    init(_ x: Int, _ y: Int, _ width: Int, _ height: Int) { self.init(x: x, y: y, width: width, height: height) }
}

extension ResultPage {
    /// A page of one block with one line for each text, its words 10 pixels a letter, lines 40 pixels apart.
    static func sample(_ lines: String..., kind: String = "text") -> ResultPage {
        ResultPage(width: 1000, height: 800, blocks: [.sample(lines, kind: kind)])
    }
}

extension ResultPage.Block {
    static func sample(_ texts: [String], kind: String = "text", top: Int = 100) -> Self {
        let lines = texts.enumerated().map { index, text in
            ResultPage.Line.sample(text, y: top + 40 * index, startsParagraph: index == 0)
        }
        return Self(kind: kind, box: lines.box, lines: lines)
    }
}

extension ResultPage.Line {
    /// Two spaces or more are as wide as they are long.
    static func sample(_ text: String, x: Int = 100, y: Int, height: Int = 20, startsParagraph: Bool = false) -> Self {
        var (words, left): ([ResultPage.Word], Int) = ([], x)
        for part in text.split(separator: " ", omittingEmptySubsequences: false) {
            let box = ResultBox(left, y, 10 * part.count, height)
            if !part.isEmpty { words.append(ResultPage.Word(text: String(part), box: box, confidence: 0.985)) }
            left += 10 * part.count + 10
        }
        let end = words.last?.box.right ?? x
        return Self(
            box: ResultBox(x, y, end - x, height),
            baseline: [x, y + height - 5, end, y + height - 5],
            startsParagraph: startsParagraph,
            words: words
        )
    }
}

extension OutputDocument {
    static func sample(
        _ pages: ResultPage...,
        text: String = "",
        language: String = "eng",
        filename: String? = "page.png"
    ) -> OutputDocument {
        OutputDocument(pages: pages, text: text, language: language, filename: filename, version: "1.2.3")
    }

    /// As the format has it; empty for the two that are made elsewhere.
    func rendered(_ format: OutputFormat) -> String {
        String(decoding: format.render(self) ?? [], as: UTF8.self)
    }
}
