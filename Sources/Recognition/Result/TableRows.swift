// Tables that were read by columns, put into rows.

extension Page {
    /// The page with the columns of tables joined into rows: Tesseract takes columns that stand apart for columns of
    /// running text, and reads one after the other.
    ///
    /// The boxes must be those of the page as it was read: upright, level.
    var withTablesByRows: Page {
        var page = self
        page.blocks = []
        var rest = Column.all(of: blocks)[...]
        while let first = rest.first {
            let table = Table(from: rest)
            page.blocks += table.map { [$0.block] } ?? first.blocks
            rest = rest.dropFirst(table?.columns ?? 1)
        }
        return page
    }
}

/// Lines that were read from top to bottom: what comes next stands higher.
private struct Column {
    private(set) var blocks: [Block]
    private(set) var lines: [Line]

    static func all(of blocks: [Block]) -> [Column] {
        var columns: [Column] = []
        var bottom = Int.min
        for block in blocks {
            var isNew = true
            for line in block.lines {
                if columns.isEmpty || line.box.y + line.box.height < bottom - line.box.height / 2 {
                    columns.append(Column(blocks: [], lines: []))
                    isNew = true
                }
                columns[columns.count - 1].add(line, of: block, isNew: isNew)
                isNew = false
                bottom = line.box.y + line.box.height
            }
        }
        return columns
    }

    private mutating func add(_ line: Line, of block: Block, isNew: Bool) {
        if isNew { blocks.append(Block(kind: block.kind, box: block.box, lines: [])) }
        blocks[blocks.count - 1].lines.append(line)
        lines.append(line)
    }
}

/// Columns whose lines belong together in rows.
private struct Table {
    let columns: Int
    let block: Block

    /// Two lines may stand beside each other by chance.
    private static let fewestRows = 3
    /// Share of the lines of the shorter of two columns that have a neighbour in the other.
    private static let matched = 0.75
    /// How far apart the middles of the lines of a row are at most, in heights of a line.
    private static let sameRow = 0.35
    /// Lines of running text follow at 1.2 to 1.5 times the height of their boxes.
    private static let sparse = 1.75
    /// Words of a line of a table's column; lines of running text have more.
    private static let cell = 2.0

    /// As many of the columns as make a table with the first; nil for none.
    init?(from columns: ArraySlice<Column>) {
        guard let first = columns.first else { return nil }
        var rows = first.lines.map { [$0] }
        var count = 1
        for column in columns.dropFirst() {
            guard let joined = Self.join(column, to: rows) else { break }
            rows = joined
            count += 1
        }
        guard count > 1 else { return nil }
        self.columns = count
        let lines = rows.enumerated().map { index, row in Line(row: row, startsParagraph: index == 0) }
        block = Block(kind: .table, box: Box(around: lines.map(\.box)), lines: lines)
    }

    /// The rows with the lines of one more column, from top to bottom; nil where it does not belong to them.
    private static func join(_ column: Column, to rows: [[Line]]) -> [[Line]]? {
        let height = (rows.joined() + column.lines).map { Double($0.box.height) }.median ?? 0
        var joined = rows
        var places: [Double] = []
        for line in column.lines {
            let centre = line.box.centre
            let row = rows.firstIndex { row in
                abs(row[row.count - 1].box.centre - centre) <= sameRow * height
                    && row[row.count - 1].box.right <= line.box.x
            }
            if let row {
                joined[row].append(line)
                places.append(centre)
            } else {
                joined.append([line])
            }
        }
        let shorter = min(rows.count, column.lines.count)
        guard places.count >= fewestRows, Double(places.count) >= matched * Double(shorter) else { return nil }
        let pitch = zip(places.dropFirst(), places).map { $0 - $1 }.median ?? 0
        let isCells = column.lines.map { Double($0.words.count) }.median ?? 0 <= cell
        guard pitch >= sparse * height || isCells else { return nil }
        return joined.sorted { $0[0].box.centre < $1[0].box.centre }
    }
}

extension Line {
    /// One line of the lines of a row, from left to right.
    fileprivate init(row: [Line], startsParagraph: Bool) {
        self.init(
            box: Box(around: row.map(\.box)),
            baseline: row.count == 1 ? row[0].baseline : nil,
            startsParagraph: startsParagraph,
            words: row.flatMap(\.words)
        )
    }
}

extension Box {
    fileprivate var centre: Double { Double(y) + Double(height) / 2 }
    fileprivate var right: Int { x + width }

    /// The smallest around all of them; there is at least one.
    fileprivate init(around boxes: [Box]) {
        let (left, top) = (boxes.map(\.x).min() ?? 0, boxes.map(\.y).min() ?? 0)
        let (right, bottom) = (boxes.map(\.right).max() ?? 0, boxes.map { $0.y + $0.height }.max() ?? 0)
        self.init(x: left, y: top, width: right - left, height: bottom - top)
    }
}

extension [Double] {
    fileprivate var median: Double? { isEmpty ? nil : sorted()[count / 2] }
}
