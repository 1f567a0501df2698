// Tables of text: columns apart by two spaces, fitted into a width.

struct Column: Sendable {
    enum Alignment { case left, right }

    var title: String
    var alignment = Alignment.left
    /// The columns it takes at least where there are too few; nil: it is never cut.
    var minimum: Int?
    /// Where not even the minima fit, the column with the highest goes first; 0 stays.
    var rank = 0
}

/// A text in a table, on one line and harmless.
struct Cell: Sendable, Equatable {
    let text: String
    let style: Style?

    init(_ text: String, _ style: Style? = nil) {
        self.text = Harmless.line(text)
        self.style = style
    }
}

struct Table: Sendable {
    private static let gap = 2

    let columns: [Column]
    var rows: [[Cell]]

    /// The lines of titles and rows.
    func lines(width: Int, hasColour: Bool) -> [String] {
        let widths = fitted(to: width)
        let titles = columns.map { Cell($0.title, .bold) }
        return ([titles] + rows).map { line(of: $0, widths, hasColour: hasColour) }
    }

    /// What each column gets; nil for those that are left out.
    func fitted(to width: Int) -> [Int?] {
        var widths: [Int?] = columns.indices.map { index in
            max(columns[index].title.displayWidth, rows.map { $0[index].text.displayWidth }.max() ?? 0)
        }
        // A column in which nothing stands is the first to go.
        if total(widths) > width {
            for index in columns.indices where rows.allSatisfy({ $0[index].text.isEmpty }) { widths[index] = nil }
        }
        while smallest(widths) > width, let last = dispensable(widths) { widths[last] = nil }
        while total(widths) > width, let widest = cuttable(widths) { widths[widest]? -= 1 }
        // One column that is never cut, in a terminal that is narrower than it.
        return widths.map { $0.map { min($0, max(1, width)) } }
    }

    private func total(_ widths: [Int?]) -> Int {
        let shown = widths.compactMap(\.self)
        return shown.reduce(0, +) + Self.gap * max(0, shown.count - 1)
    }

    private func smallest(_ widths: [Int?]) -> Int {
        total(zip(columns, widths).map { column, width in width.map { min($0, column.minimum ?? $0) } })
    }

    private func dispensable(_ widths: [Int?]) -> Int? {
        columns.indices.filter { widths[$0] != nil && columns[$0].rank > 0 }.max { columns[$0].rank < columns[$1].rank }
    }

    private func cuttable(_ widths: [Int?]) -> Int? {
        columns.indices
            .filter { index in widths[index].map { $0 > columns[index].minimum ?? .max } ?? false }
            .max { widths[$0] ?? 0 < widths[$1] ?? 0 }
    }

    private func line(of cells: [Cell], _ widths: [Int?], hasColour: Bool) -> String {
        var line = ""
        var (pending, isFirst) = ("", true)
        for (index, cell) in cells.enumerated() {
            guard let width = widths[index] else { continue }
            let text = cell.text.cut(to: width)
            let blanks = String(repeating: " ", count: max(0, width - text.displayWidth))
            let shown = hasColour && !text.isEmpty ? cell.style?.applied(to: text) ?? text : text
            if !isFirst { pending += String(repeating: " ", count: Self.gap) }
            isFirst = false
            // Blanks wait for something to stand behind them: no line ends in one.
            if columns[index].alignment == .right { pending += blanks }
            if !text.isEmpty {
                line += pending + shown
                pending = ""
            }
            if columns[index].alignment == .left { pending += blanks }
        }
        return line
    }
}
