import Testing

@testable import API
@testable import Shared

struct TSVOutputTests {
    private let header =
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"

    @Test func `levels are numbered within the one above`() {
        var page = ResultPage.sample("a b", "c", "d")
        page.blocks[0].lines[2].startsParagraph = true
        page.blocks.append(.sample(["e"], top: 300))
        let expected = """
            1	1	0	0	0	0	0	0	1000	800	-1	
            2	1	1	0	0	0	100	100	30	100	-1	
            3	1	1	1	0	0	100	100	30	60	-1	
            4	1	1	1	1	0	100	100	30	20	-1	
            5	1	1	1	1	1	100	100	10	20	98.500000	a
            5	1	1	1	1	2	120	100	10	20	98.500000	b
            4	1	1	1	2	0	100	140	10	20	-1	
            5	1	1	1	2	1	100	140	10	20	98.500000	c
            3	1	1	2	0	0	100	180	10	20	-1	
            4	1	1	2	1	0	100	180	10	20	-1	
            5	1	1	2	1	1	100	180	10	20	98.500000	d
            2	1	2	0	0	0	100	300	10	20	-1	
            3	1	2	1	0	0	100	300	10	20	-1	
            4	1	2	1	1	0	100	300	10	20	-1	
            5	1	2	1	1	1	100	300	10	20	98.500000	e

            """
        #expect(OutputDocument.sample(page).rendered(.tsv) == header + expected)
    }

    @Test func `pages are numbered as in the file`() {
        let (first, third) = (
            ResultPage(number: 1, width: 3, height: 4, blocks: []),
            ResultPage(number: 3, width: 5, height: 6, blocks: [])
        )
        let expected = "1\t1\t0\t0\t0\t0\t0\t0\t3\t4\t-1\t\n1\t3\t0\t0\t0\t0\t0\t0\t5\t6\t-1\t\n"
        #expect(OutputDocument.sample(first, third).rendered(.tsv) == header + expected)
    }

    @Test(arguments: [
        (0, "0.000000"), (0.5, "50.000000"), (0.001, "0.100000"), (0.1234567891, "12.345679"), (1, "100.000000"),
    ])
    func `a confidence is a percentage with six decimal places`(share: Double, expected: String) {
        var page = ResultPage.sample("a")
        page.blocks[0].lines[0].words[0].confidence = share
        #expect(OutputDocument.sample(page).rendered(.tsv).hasSuffix("\t\(expected)\ta\n"))
    }

    @Test func `a text has neither tabs nor line breaks`() {
        var page = ResultPage.sample("a")
        page.blocks[0].lines[0].words[0].text = "a\tb\nc\r\u{0}d\"ü"
        #expect(OutputDocument.sample(page).rendered(.tsv).hasSuffix("\ta b c  d\"ü\n"))
    }
}
