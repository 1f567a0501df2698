// The result as Markdown: CommonMark, with the tables of GitHub's dialect.

import Shared

/// Headings, paragraphs, lists and tables, as far as the boxes of lines and words tell of them.
enum MarkdownOutput {
    static func render(_ document: OutputDocument) -> [UInt8] {
        var text = MarkdownText()
        for (index, page) in document.pages.enumerated() {
            if index > 0 { text.rule() }
            write(Passage.all(of: page), to: &text)
        }
        return text.bytes
    }

    private static func write(_ passages: [Passage], to text: inout MarkdownText) {
        var last: ListMarker?
        for passage in passages {
            switch passage.kind {
            case .heading(let level): text.heading(level, passage.rows().joined(separator: " "))
            case .paragraph: text.paragraph(passage.rows())
            case .item(let marker): text.item(marker, after: last, passage.rows(dropping: 1))
            case .table: write(tableOf: passage.lines, to: &text)
            }
            last = passage.marker
        }
    }

    private static func write(tableOf lines: [ResultPage.Line], to text: inout MarkdownText) {
        guard let table = TableGrid(lines) else {
            text.preformatted(TableGrid.spaced(lines))
            return
        }
        for title in table.titles { text.paragraph([title]) }
        text.table(table.rows)
    }
}
