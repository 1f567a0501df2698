// Which lines are larger than the rest.

import Shared

/// How large the text of a page is.
struct TextSizes {
    /// Of the middle one of the words by size; nil where there are too few to tell.
    private let common: Double?

    private static let fewestWords = 10
    private static let mostWords = 12
    private static let mostLines = 2
    /// In times of the common size.
    private static let first = 1.6
    private static let second = 1.25
    /// For text that Tesseract takes for a heading: that means no more than that it spans columns.
    private static let marked = 1.15

    init(_ page: ResultPage) {
        var sizes: [Double] = []
        for line in page.blocks.lazy.flatMap(\.lines) {
            if let size = line.size { sizes += repeatElement(size, count: line.words.count) }
        }
        sizes.sort()
        common = sizes.count < Self.fewestWords ? nil : sizes[sizes.count / 2]
    }

    /// 1 for the largest headings; nil for other text, and wherever there is doubt.
    func headingLevel(of paragraph: [ResultPage.Line], isMarked: Bool) -> Int? {
        let words = paragraph.flatMap(\.words)
        guard let common, common > 0, paragraph.count <= Self.mostLines, words.count <= Self.mostWords,
            words.contains(where: { $0.text.lazy.filter(\.isLetter).count >= 3 }),
            let end = words.last?.text.last, !".,;".contains(end)
        else { return nil }
        let sizes = paragraph.map { $0.size.map { $0 / common } ?? 0 }
        guard let smallest = sizes.min(), smallest >= (isMarked ? Self.marked : Self.second) else { return nil }
        return smallest >= Self.first ? 1 : 2
    }
}

extension ResultPage.Line {
    /// From the baseline to the top of the tallest letter; nil where the line is not level, for its box is too tall then.
    fileprivate var size: Double? {
        guard let baseline = Baseline(self), baseline.quarters == 0 else { return nil }
        guard abs(baseline.y2 - baseline.y1) <= box.height / 4 else { return nil }
        return Double(baseline.y1 + baseline.y2) / 2 - Double(box.y)
    }
}
