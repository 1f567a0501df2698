// From the lines of a page to lines of text.

import Shared

extension Passage {
    /// The words, a row up to each line break that is meant: lines that merely end at the margin are joined.
    func rows(dropping count: Int = 0) -> [String] {
        let isCentred = isCentred
        var rows = [""]
        for (index, line) in lines.enumerated() {
            if index > 0, rows[rows.count - 1] != "" {
                join(lines[index - 1], to: line, isCentred: isCentred, in: &rows)
            }
            for (place, word) in line.words.dropFirst(index == 0 ? count : 0).enumerated() {
                if place > 0 { rows[rows.count - 1] += " " }
                rows[rows.count - 1] += word.text
            }
        }
        return rows
    }

    private func join(
        _ line: ResultPage.Line,
        to next: ResultPage.Line,
        isCentred: Bool,
        in rows: inout [String]
    ) {
        if let end = line.words.last?.text, let start = next.words.first?.text, Self.isDivided(end, start) {
            rows[rows.count - 1].removeLast()
        } else if isBroken(line, before: next, isCentred: isCentred) {
            rows.append("")
        } else {
            rows[rows.count - 1] += " "
        }
    }

    /// Whether a word goes on in the next line.
    private static func isDivided(_ end: String, _ start: String) -> Bool {
        guard let last = end.last, "-\u{AD}\u{2010}".contains(last) else { return false }
        return end.dropLast().last?.isLetter == true && start.first?.isLowercase == true
    }

    /// Whether the line was ended on purpose: the next one's first word would have fitted.
    private func isBroken(_ line: ResultPage.Line, before next: ResultPage.Line, isCentred: Bool) -> Bool {
        guard let word = next.words.first, Baseline(line)?.quarters ?? 0 == 0 else { return false }
        if isCentred || line.words.count == 1 && next.words.count == 1 { return true }
        let room = [line].isRightToLeft ? line.box.x - column.x : column.right - line.box.right
        // A space, and some play.
        return room > word.box.width + line.box.height * 3 / 2
    }

    /// Whether the lines have different lengths and the same middle: looks at each of them.
    private var isCentred: Bool {
        let box = lines.box
        let margins = lines.map { (left: $0.box.x - box.x, right: box.right - $0.box.right, play: $0.box.height / 2) }
        return margins.allSatisfy { abs($0.left - $0.right) <= $0.play }
            && margins.contains { min($0.left, $0.right) > $0.play }
    }
}

extension ResultPage {
    /// Larger blocks show by themselves how far their lines may reach.
    private static let fewLines = 3
    private static let mostBlocks = 1000

    /// The block as wide as those that begin as far from the left, where nothing stands beside it.
    func column(of block: Block) -> ResultBox {
        guard 2...Self.fewLines ~= block.lines.count, blocks.count <= Self.mostBlocks else { return block.box }
        let (own, indent) = (block.box, block.lines[0].box.height)
        let isBeside = blocks.contains { $0.box.x >= own.right && $0.box.y < own.bottom && $0.box.bottom > own.y }
        guard !isBeside else { return own }
        let right = blocks.lazy.filter { abs($0.box.x - own.x) <= indent }.map(\.box.right).max() ?? own.right
        return ResultBox(x: own.x, y: own.y, width: right - own.x, height: own.height)
    }
}
