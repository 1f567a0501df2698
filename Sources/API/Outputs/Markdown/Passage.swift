// What a page consists of, for those who write for readers.

import Shared

/// Lines that belong together.
struct Passage {
    enum Kind {
        /// From 1, the highest.
        case heading(Int)
        case paragraph
        case item(ListMarker)
        case table
    }

    var kind: Kind
    var lines: [ResultPage.Line]
    /// How far its lines may reach.
    var column: ResultBox

    /// Of an item.
    var marker: ListMarker? {
        if case .item(let marker) = kind { marker } else { nil }
    }

    /// In the order of reading.
    static func all(of page: ResultPage) -> [Passage] {
        let sizes = TextSizes(page)
        let pieces = page.blocks.flatMap { block in
            let column = page.column(of: block)
            guard block.kind != "table" else {
                let lines = block.lines.filter { !$0.words.isEmpty }
                return lines.isEmpty ? [] : [Piece(Passage(kind: .table, lines: lines, column: column))]
            }
            return block.paragraphs.flatMap { paragraph in
                let level = sizes.headingLevel(of: paragraph, isMarked: block.kind == "heading")
                return level.map { [Piece(Passage(kind: .heading($0), lines: paragraph, column: column))] }
                    ?? Piece.pieces(of: paragraph, column: column)
            }
        }
        return Piece.settled(pieces)
    }
}

/// A passage, or a part of one: each line that may begin an item of a list begins a piece.
private struct Piece {
    var passage: Passage
    /// Whether it is the rest of the paragraph of the piece before.
    var isRest = false

    init(_ passage: Passage, isRest: Bool = false) { (self.passage, self.isRest) = (passage, isRest) }

    static func pieces(of paragraph: [ResultPage.Line], column: ResultBox) -> [Piece] {
        var pieces: [Piece] = []
        for (index, line) in paragraph.enumerated() {
            if let marker = ListMarker(line) {
                pieces.append(Piece(Passage(kind: .item(marker), lines: [line], column: column), isRest: index > 0))
            } else if pieces.isEmpty {
                pieces.append(Piece(Passage(kind: .paragraph, lines: [line], column: column)))
            } else {
                pieces[pieces.count - 1].passage.lines.append(line)
            }
        }
        return pieces
    }

    /// A marker that could be something else counts only beside one that it continues, or that continues it.
    static func settled(_ pieces: [Piece]) -> [Passage] {
        var passages: [Passage] = []
        for (index, piece) in pieces.enumerated() {
            var passage = piece.passage
            if let marker = passage.marker, !marker.isCertain {
                let last = index > 0 ? pieces[index - 1].passage.marker : nil
                let next = index + 1 < pieces.count ? pieces[index + 1].passage.marker : nil
                let isItem = last.map(marker.follows) ?? false || next.map { $0.follows(marker) } ?? false
                if !isItem { passage.kind = .paragraph }
            }
            if piece.isRest, passage.marker == nil, !passages.isEmpty {
                passages[passages.count - 1].lines += passage.lines
            } else {
                passages.append(passage)
            }
        }
        return passages
    }
}
