// Fitting tables into terminals.

import Testing

@testable import Control

@Suite struct TableTests {
    private static let columns = [
        Column(title: "ID"), Column(title: "N", alignment: .right, rank: 1),
        Column(title: "FILE", minimum: 4, rank: 2), Column(title: "NOTE", minimum: 6, rank: 3),
    ]

    private func table(_ rows: [String]...) -> Table {
        Table(columns: Self.columns, rows: rows.map { $0.map { Cell($0) } })
    }

    @Test func `columns are as wide as they need, numbers stand to the right, no line ends in blanks`() {
        let lines = table(["a", "7", "page.png", ""], ["bcd", "123", "x", "late"]).lines(width: 80, hasColour: false)
        #expect(lines == ["ID     N  FILE      NOTE", "a      7  page.png", "bcd  123  x         late"])
    }

    @Test func `what does not fit is cut, the widest first, and says so`() {
        let name = "a-very-long-name-of-a-file.png"
        let lines = table(["a", "7", name, "a note that goes on"]).lines(width: 30, hasColour: false)
        #expect(lines.allSatisfy { $0.displayWidth <= 30 })
        #expect(lines[1] == "a   7  a-very-lo…  a note tha…")
    }

    @Test func `where not even the minima fit, the least important columns go`() {
        let lines = table(["abcdef", "7", "page.png", "note that goes on"]).lines(width: 16, hasColour: false)
        #expect(lines == ["ID      N  FILE", "abcdef  7  page…"])
        #expect(table(["abcdef", "7", "page.png", "note"]).lines(width: 4, hasColour: false) == ["ID", "abc…"])
    }

    @Test(arguments: 1...120) func `no line is wider than the terminal`(width: Int) {
        let long = String(repeating: "長い名前e\u{301} ", count: 20)
        for line in table(["abcdef", "7", long, long], ["a", "1234567", "", "x"]).lines(width: width, hasColour: false)
        {
            #expect(line.displayWidth <= width, "\(line)")
        }
    }

    @Test func `a column in which nothing stands goes where others would be cut`() {
        let rows = table(["abcdef", "7", "page.png", ""])
        #expect(
            rows.lines(width: 24, hasColour: false) == [
                "ID      N  FILE", "abcdef  7  page.png",
            ]
        )
        #expect(rows.lines(width: 25, hasColour: false)[0].hasSuffix("NOTE"))
    }

    @Test func `a column is never narrower than what it says it needs`() {
        let widths = table(["abcdef", "7", "page.png", "note that goes on"]).fitted(to: 27)
        #expect(widths == [6, 1, 7, 7])
    }

    @Test func `colours stand around the text alone, and only where they are wanted`() {
        let columns = [Column(title: "STATE"), Column(title: "X")]
        let table = Table(columns: columns, rows: [[Cell("ok", .green), Cell("1")]])
        #expect(table.lines(width: 80, hasColour: true)[1] == "\u{1b}[32mok\u{1b}[0m     1")
        #expect(table.lines(width: 80, hasColour: false)[1] == "ok     1")
    }

    @Test func `wide characters take two columns and are not cut in halves`() {
        #expect("漢字".displayWidth == 4)
        #expect("e\u{301}a".displayWidth == 2)
        #expect("漢字漢字".cut(to: 4) == "漢…")
        #expect("漢字漢字".cut(to: 5) == "漢字…")
        #expect("abc".cut(to: 3) == "abc")
        #expect("abcd".cut(to: 1) == "…")
    }
}
