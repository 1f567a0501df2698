// Tables by rows, running text by columns.

import Testing

@testable import Recognition

@Suite(.offThePool) struct TableRowsTests {
    /// Lines of 20 pixels' height, each its words, one below the other.
    private func block(x: Int, y: Int, pitch: Int, _ lines: [String]) -> Block {
        let lines = lines.enumerated().map { index, text in
            let words = text.split(separator: " ").enumerated().map { place, word in
                Word(
                    text: String(word),
                    box: .init(x: x + 60 * place, y: y + pitch * index, width: 50, height: 20),
                    confidence: 0.9
                )
            }
            let box = Recognition.Box(x: x, y: y + pitch * index, width: 60 * words.count - 10, height: 20)
            return Line(box: box, startsParagraph: index == 0, words: words)
        }
        let box = Recognition.Box(x: x, y: y, width: 300, height: pitch * lines.count)
        return Block(kind: .text, box: box, lines: lines)
    }

    private func text(_ blocks: [Block]) -> [String] {
        let page = Page(width: 1000, height: 1000, blocks: blocks).withTablesByRows
        return page.blocks.flatMap(\.lines).map { $0.words.map(\.text).joined(separator: " ") }
    }

    @Test func `names and values that stand apart are read by rows`() {
        let names = block(x: 10, y: 100, pitch: 50, ["the name of it", "its size in all", "who has it now"])
        let heading = block(x: 300, y: 20, pitch: 50, ["A heading over both"])
        let values = block(x: 500, y: 104, pitch: 50, ["a box of wood", "six by nine feet", "nobody as yet"])
        let foot = block(x: 700, y: 300, pitch: 50, ["Close"])
        let read = text([names, heading, values, foot])
        #expect(
            read == [
                "A heading over both", "the name of it a box of wood", "its size in all six by nine feet",
                "who has it now nobody as yet", "Close",
            ]
        )
    }

    @Test func `cells are read by rows however close the lines are, in any number of columns`() {
        let names = block(x: 10, y: 100, pitch: 26, ["apples from the south", "pears of last year", "plums and so on"])
        let sums = block(x: 500, y: 100, pitch: 26, ["12.50", "9.75", "3.00"])
        let more = block(x: 700, y: 101, pitch: 26, ["1", "2", "3"])
        #expect(
            text([names, sums, more]) == [
                "apples from the south 12.50 1", "pears of last year 9.75 2", "plums and so on 3.00 3",
            ]
        )
        let table = Page(width: 1000, height: 1000, blocks: [names, sums, more]).withTablesByRows.blocks
        #expect(table.map(\.kind) == [.table])
        #expect(table.first?.box.width == 740)
    }

    @Test func `columns of running text stay columns, also on one grid`() {
        let left = block(
            x: 10,
            y: 100,
            pitch: 28,
            ["this is some text", "that runs on here", "from line to line", "."]
        )
        let right = block(
            x: 500,
            y: 100,
            pitch: 28,
            ["and goes on there", "in the next column", "to the very end", "."]
        )
        let blocks = [left, right]
        #expect(Page(width: 1000, height: 1000, blocks: blocks).withTablesByRows.blocks == blocks)
    }

    @Test func `blocks below one another, and two lines side by side, stay as they are`() {
        let upper = block(x: 10, y: 100, pitch: 50, ["one", "two", "three"])
        let lower = block(x: 10, y: 400, pitch: 50, ["four", "five", "six"])
        let beside = block(x: 500, y: 100, pitch: 50, ["seven", "eight"])
        for blocks in [[upper, lower], [upper, beside], [upper], []] {
            #expect(Page(width: 1000, height: 1000, blocks: blocks).withTablesByRows.blocks == blocks)
        }
    }

    @Test func `what does not stand in the same rows is not joined`() {
        let left = block(x: 10, y: 100, pitch: 60, ["one", "two", "three", "four"])
        let right = block(x: 500, y: 130, pitch: 60, ["five", "six", "seven", "eight"])
        #expect(text([left, right]) == ["one", "two", "three", "four", "five", "six", "seven", "eight"])
    }
}
