// The cells of a table, from the boxes of its words.

import Shared

/// Rows of cells, where the columns stand clear of each other from top to bottom.
struct TableGrid {
    /// What stands above the table in its block, line by line.
    private(set) var titles: [String] = []
    /// All of the same length, one at least; the first is empty where the table has no heads.
    private(set) var rows: [[String]] = []

    /// Spaces between words are narrower, gaps between columns wider; in heights of a line.
    private static let gap = 1.2
    private static let mostTitles = 2
    /// More are scattered words: each row would have as many cells.
    private static let mostColumns = 100

    /// Nil where no columns can be told.
    init?(_ lines: [ResultPage.Line]) {
        let height = lines.map(\.box.height).sorted()[lines.count / 2]
        let parts = lines.map { $0.parts(gap: Int(Double(height) * Self.gap)) }
        for count in 0...Self.mostTitles where count < parts.count {
            guard parts[..<count].allSatisfy({ $0.count == 1 }) else { return nil }
            let columns = Self.columns(of: parts[count...])
            guard 2...Self.mostColumns ~= columns.count else { continue }
            let rows = parts[count...].map { Self.cells(of: $0, in: columns) }
            if rows.count > 1, Self.isTable(rows) {
                titles = parts[..<count].map { $0[0].text }
                add(rows)
                return
            }
        }
        return nil
    }

    private mutating func add(_ rows: [[String]]) {
        let start = rows.firstIndex { $0.filter { !$0.isEmpty }.count > 1 } ?? 0
        titles += rows[..<start].map { $0.joined() }
        self.rows = Array(rows[start...])
        let hasHeads = rows[start].allSatisfy { !$0.isEmpty && !$0.contains(where: \.isNumber) }
        if !hasHeads { self.rows.insert(rows[start].map { _ in "" }, at: 0) }
    }

    /// The stretches that are covered by parts in any row, from left to right.
    private static func columns(of rows: ArraySlice<[Part]>) -> [ClosedRange<Int>] {
        var columns: [ClosedRange<Int>] = []
        for part in rows.joined().sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            if let last = columns.last, part.range.lowerBound <= last.upperBound {
                columns[columns.count - 1] = last.lowerBound...max(last.upperBound, part.range.upperBound)
            } else {
                columns.append(part.range)
            }
        }
        return columns
    }

    private static func cells(of parts: [Part], in columns: [ClosedRange<Int>]) -> [String] {
        columns.map { column in
            parts.filter { column.contains($0.range.lowerBound) }.map(\.text).joined(separator: " ")
        }
    }

    /// Half of the rows, at least, have more than one cell.
    private static func isTable(_ rows: [[String]]) -> Bool {
        rows.filter { row in row.filter { !$0.isEmpty }.count > 1 }.count * 2 >= rows.count
    }
}

extension TableGrid {
    private static let widest = 400

    /// The lines with as many spaces between the words as there is room.
    static func spaced(_ lines: [ResultPage.Line]) -> [String] {
        let words = lines.flatMap(\.words)
        let width = words.reduce(0) { $0 + $1.box.width } / max(1, words.reduce(0) { $0 + $1.text.count })
        let left = words.map(\.box.x).min() ?? 0
        return lines.map { line in
            var (text, count) = ("", 0)
            for word in line.words {
                let column = min((word.box.x - left) / max(1, width), widest)
                let spaces = max(column - count, text.isEmpty ? 0 : 1)
                text += String(repeating: " ", count: spaces) + word.text
                count += spaces + word.text.count
            }
            return text
        }
    }
}

/// Words of a line with no more than spaces between them.
private struct Part {
    /// With their places in the order of reading, which is not always from left to right.
    var words: [(offset: Int, element: ResultPage.Word)]
    var range: ClosedRange<Int>

    var text: String { words.sorted { $0.offset < $1.offset }.map(\.element.text).joined(separator: " ") }
}

extension ResultPage.Line {
    /// From left to right.
    fileprivate func parts(gap: Int) -> [Part] {
        var parts: [Part] = []
        for word in words.enumerated().sorted(by: { $0.element.box.x < $1.element.box.x }) {
            let box = word.element.box
            let range = box.x...max(box.x, box.right)
            if let last = parts.last, range.lowerBound - last.range.upperBound <= gap {
                parts[parts.count - 1].words.append(word)
                parts[parts.count - 1].range = last.range.lowerBound...max(last.range.upperBound, range.upperBound)
            } else {
                parts.append(Part(words: [word], range: range))
            }
        }
        return parts
    }
}
