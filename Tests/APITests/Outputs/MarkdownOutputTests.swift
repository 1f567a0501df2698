import Testing

@testable import API
@testable import Shared

@Suite(.timeLimit(.minutes(1)))
struct MarkdownOutputTests {
    private func markdown(_ pages: ResultPage...) -> String {
        OutputDocument(pages: pages, text: "", language: "eng").rendered(.markdown)
    }

    private func page(_ blocks: [ResultPage.Block]) -> ResultPage {
        ResultPage(width: 1000, height: 800, blocks: blocks)
    }

    @Test func `the lines of a paragraph are joined, paragraphs stand apart`() {
        var page = ResultPage.sample("The first line goes on", "in the second.", "A paragraph begins.", "It ends.")
        page.blocks[0].lines[2].startsParagraph = true
        let expected = "The first line goes on in the second.\n\nA paragraph begins. It ends.\n"
        #expect(markdown(page) == expected)
    }

    @Test(arguments: [
        (["a long and narrow divi-", "ded word here"], "a long and narrow divided word here\n"),
        (["the long road to Baden-", "Baden is open"], "the long road to Baden- Baden is open\n"),
        (["a sum between twenty -", "thirty in all"], "a sum between twenty - thirty in all\n"),
        (["a soft one in the mid\u{AD}", "dle of a word"], "a soft one in the middle of a word\n"),
    ])
    func `a word divided at a line's end is joined`(lines: [String], expected: String) {
        #expect(markdown(page([.sample(lines)])) == expected)
    }

    @Test func `a line that ends long before the margin ends there`() {
        #expect(
            markdown(.sample("Dear Tom,", "we have rain every morning")) == "Dear Tom,\\\nwe have rain every morning\n"
        )
        #expect(markdown(.sample("00471831", "00472928")) == "00471831\\\n00472928\n")
    }

    @Test func `a line much larger than the rest is a heading`() {
        let text = ResultPage.Block.sample(["Ten words are what it takes", "to know the common size."], top: 300)
        let title = ResultPage.Line.sample("Water # off", y: 100, height: 60, startsParagraph: true)
        let second = ResultPage.Line.sample("Why so", y: 200, height: 26, startsParagraph: true)
        let blocks = [title, second].map { ResultPage.Block(kind: "text", box: $0.box, lines: [$0]) }
        #expect(
            markdown(page(blocks + [text]))
                == "# Water \\# off\n\n## Why so\n\nTen words are what it takes to know the common size.\n"
        )
    }

    @Test(arguments: [
        "It is a sentence.", "12 345", "one two three four five six seven eight nine ten eleven twelve thirteen",
    ])
    func `a large line that may be something else is none`(text: String) {
        let rest = ResultPage.Block.sample(
            Array(repeating: "Ten words are what it takes to know the size", count: 4),
            top: 300
        )
        let line = ResultPage.Line.sample(text, y: 100, height: 60)
        let output = markdown(page([ResultPage.Block(kind: "text", box: line.box, lines: [line]), rest]))
        #expect(output.hasPrefix("\(text)\n\n"))
    }

    @Test func `a block of the kind heading needs to be a little larger only`() {
        let rest = ResultPage.Block.sample(
            Array(repeating: "Ten words are what it takes to know the size", count: 2),
            top: 300
        )
        for (height, kind, expected) in [(23, "heading", "## "), (20, "heading", ""), (23, "text", "")] {
            let line = ResultPage.Line.sample("Bus 42 to Moor Top", y: 100, height: height)
            let output = markdown(page([ResultPage.Block(kind: kind, box: line.box, lines: [line]), rest]))
            #expect(output.hasPrefix("\(expected)Bus 42 to Moor Top\n"))
        }
    }

    @Test func `lines with bullets are items`() {
        #expect(markdown(.sample("• Bread and", "butter", "• Onions")) == "- Bread and butter\n- Onions\n")
        let lines = ["• Bread", "butter too", "• Onions as large as they come"]
        #expect(markdown(page([.sample(lines)])) == "- Bread\\\n  butter too\n- Onions as large as they come\n")
        #expect(markdown(.sample("- Bread", "- Onions", "- Flowers")) == "- Bread\n- Onions\n- Flowers\n")
        #expect(markdown(.sample("- Onions, he said.")) == "\\- Onions, he said.\n")
    }

    @Test func `lines with numbers that follow are items, across blocks`() {
        let blocks = [
            ResultPage.Block.sample(["2. Bread", "3. Onions"]), .sample(["4. Flowers for Nora"], top: 300),
            .sample(["1. Two"], top: 400), .sample(["2. Lists"], top: 500),
        ]
        let expected = "2. Bread\n3. Onions\n4. Flowers for Nora\n\n<!-- -->\n\n1. Two\n2. Lists\n"
        #expect(markdown(page(blocks)) == expected)
    }

    @Test func `numbers that do not follow are text`() {
        let blocks = [ResultPage.Block.sample(["1001. Milk can"]), .sample(["1008. Vane"], top: 300)]
        #expect(markdown(page(blocks)) == "1001\\. Milk can\n\n1008\\. Vane\n")
        #expect(
            markdown(.sample("It was the night of the", "17. October in the", "year of rain")).contains(" 17. October")
        )
    }

    @Test func `columns that stand clear make a table`() {
        let lines = ["Work        Amount", "Shelves | 4   £346.00", "Net         £346.00"]
        let expected = """
            | Work | Amount |
            | --- | --- |
            | Shelves \\| 4 | £346.00 |
            | Net | £346.00 |

            """
        #expect(markdown(page([.sample(lines, kind: "table")])) == expected)
    }

    @Test func `a table with figures in its first row has no heads, what stands over it is a title`() {
        let lines = ["All the weather of the year 1961", "Rain      12", "Sun", "Fog        3"]
        let expected = """
            All the weather of the year 1961

            |  |  |
            | --- | --- |
            | Rain | 12 |
            | Sun |  |
            | Fog | 3 |

            """
        #expect(markdown(page([.sample(lines, kind: "table")])) == expected)
    }

    @Test func `a cell keeps the order of reading`() {
        var block = ResultPage.Block.sample(["b a      1", "d c      2"], kind: "table")
        for index in block.lines.indices { block.lines[index].words.swapAt(0, 1) }
        #expect(markdown(page([block])) == "|  |  |\n| --- | --- |\n| a b | 1 |\n| c d | 2 |\n")
    }

    @Test func `short blocks may reach as far as those that begin below or above them`() {
        let address = ResultPage.Block.sample(["Mrs A. Whitcombe", "The Old Chapel", "Upper Sedgeley"], top: 100)
        let letter = ResultPage.Block.sample(["Thank you for letting us look at the upright"], top: 300)
        let expected =
            "Mrs A. Whitcombe\\\nThe Old Chapel\\\nUpper Sedgeley\n\nThank you for letting us look at the upright\n"
        #expect(markdown(page([address, letter])) == expected)
    }

    @Test func `lines of different lengths with one middle are lines`() {
        var block = ResultPage.Block.sample(["in the castle garden", "Saturday July", "half past seven"])
        for index in block.lines.indices { block.lines[index].box.x += (200 - block.lines[index].box.width) / 2 }
        #expect(markdown(page([block])) == "in the castle garden\\\nSaturday July\\\nhalf past seven\n")
    }

    @Test func `a table without clear columns keeps its places`() {
        let lines = ["a  `b` c", "     d", "e e e e e", "f        g"]
        #expect(
            markdown(page([.sample(lines, kind: "table")])) == "```\na  `b` c\n     d\ne e e e e\nf        g\n```\n"
        )
    }

    @Test func `what keeps its places holds no control characters`() {
        let lines = ["a  b\u{1b}[2J c", "     d\ne", "e e e e e", "f        g"]
        let text = "```\na  b [2J c\n     d e\ne e e e e\nf        g\n```\n"
        #expect(markdown(page([.sample(lines, kind: "table")])) == text)
    }

    /// By the square of its length it takes minutes.
    @Test func `a paragraph takes time by its length`() {
        let lines = (0..<10_000).map { ResultPage.Line.sample("one line", y: $0, startsParagraph: $0 == 0) }
        let block = ResultPage.Block(kind: "text", box: lines.box, lines: lines)
        #expect(markdown(page([block])).hasPrefix("one line"))
    }

    /// As a table it would have a cell for each row in each column.
    @Test func `what has more columns than a table keeps its places`() {
        let lines = (0..<2000).map { ResultPage.Line.sample("word", x: 100 * $0, y: 40 * $0) }
        let block = ResultPage.Block(kind: "table", box: lines.box, lines: lines)
        #expect(markdown(page([block])).hasPrefix("```\nword\n"))
    }

    @Test(arguments: [
        ("*a* _b_ `c` snake_case", "\\*a\\* \\_b\\_ \\`c\\` snake_case"),
        ("[a](b) <c> &amp; & ~d~ \\", "\\[a\\](b) \\<c> \\&amp; & \\~d\\~ \\\\"),
        ("# a", "\\# a"), ("#a # b", "\\#a # b"), ("> a", "\\> a"), ("--- b", "\\--- b"), ("-5 b", "-5 b"),
        ("=", "\\="),
        ("+ a", "\\+ a"), ("1986. A good year", "1986\\. A good year"), ("1) a", "1\\) a"),
        ("2.40 a loaf", "2.40 a loaf"),
        ("a\tb\u{1}", "a b "),
    ])
    func `what would be markup is escaped`(text: String, expected: String) {
        #expect(markdown(.sample(text)) == expected + "\n")
    }

    @Test func `a rule stands between pages, empty ones too`() {
        #expect(markdown(.sample("a"), page([]), .sample("b")) == "a\n\n---\n\n---\n\nb\n")
        #expect(markdown(page([])) == "")
    }

    @Test func `text that is turned has neither breaks nor headings`() {
        var page = ResultPage.sample("Down", "the side of a page goes a text")
        for index in page.blocks[0].lines.indices { page.blocks[0].lines[index].baseline = [100, 700, 100, 100] }
        #expect(markdown(page) == "Down the side of a page goes a text\n")
    }
}
