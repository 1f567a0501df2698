// Where the words of a line are taken to be, whichever way the line runs.

import Glibc
import Testing

@testable import Recognition

struct LineBandTests {
    private func band(_ words: [(String, Box)], baseline: [Int]?) throws -> LineBand {
        try #require(LineBand(PDFMaking.line(baseline: baseline, words: words)))
    }

    @Test(arguments: [nil, [10, 48, 110, 50], [0, 0, 0, 0]])
    func `a level line stands on the lower side of its boxes`(baseline: [Int]?) throws {
        let words = [("a", Box(x: 10, y: 20, width: 30, height: 30)), ("b", Box(x: 50, y: 30, width: 60, height: 20))]
        let band = try band(words, baseline: baseline)
        #expect(band.along == Vector(x: 1, y: 0))
        #expect(band.height == 30)
        #expect(band.runs.map(\.length) == [30, 60])
        #expect(band.runs.map(\.origin) == [Vector(x: 10, y: 50), Vector(x: 50, y: 50)])
    }

    @Test func `a line that runs down the page stands on the left`() throws {
        let band = try band([("abcde", Box(x: 20, y: 10, width: 30, height: 80))], baseline: [25, 10, 25, 90])
        #expect(band.along == Vector(x: 0, y: 1))
        #expect(band.up == Vector(x: 1, y: 0))
        #expect(band.height == 30)
        #expect(band.runs[0].length == 80)
        #expect(band.runs[0].origin == Vector(x: 20, y: 10))
    }

    @Test func `a line that runs up the page stands on the right`() throws {
        let band = try band([("abcde", Box(x: 20, y: 10, width: 30, height: 80))], baseline: [45, 90, 45, 10])
        #expect(band.up == Vector(x: -1, y: 0))
        #expect(band.runs[0].origin == Vector(x: 50, y: 90))
    }

    @Test func `a line on its head begins at the right`() throws {
        let band = try band([("abcde", Box(x: 20, y: 10, width: 80, height: 30))], baseline: [100, 15, 20, 15])
        #expect(band.up == Vector(x: 0, y: 1))
        #expect(band.runs[0].origin == Vector(x: 100, y: 10))
    }

    @Test(arguments: [-30.0, -12, 12, 30])
    func `of a slanted word its own length and height are found`(degrees: Double) throws {
        let (length, height) = (400.0, 60.0)
        let (c, s) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
        let size = (width: length * c + height * abs(s), height: length * abs(s) + height * c)
        let (left, top) = (1000 - size.width / 2, 1000 - size.height / 2)
        let box = Box(x: Int(left), y: Int(top), width: Int(size.width), height: Int(size.height))
        let baseline = [1000 - 200 * c, 1000 - 200 * s, 1000 + 200 * c, 1000 + 200 * s].map { Int($0.rounded()) }
        let band = try band([("slanted", box)], baseline: baseline)
        #expect(abs(band.runs[0].length - length) < 8)
        #expect(abs(band.height - height) < 8)
        let origin = band.runs[0].origin
        #expect(abs(origin.x - (1000 - length / 2 * c - height / 2 * s)) < 6)
        #expect(abs(origin.y - (1000 - length / 2 * s + height / 2 * c)) < 6)
    }

    @Test func `on a slight slope words are stairs, level each and side by side`() throws {
        // Three degrees down: five pixels in a hundred.
        let words = (0..<3).map { ("abc", Box(x: 100 + 200 * $0, y: 200 + 10 * $0, width: 150, height: 48)) }
        let band = try band(words, baseline: [100, 240, 650, 269])
        #expect(band.along == Vector(x: 1, y: 0))
        #expect((38.0..<42).contains(band.height))
        #expect(band.runs.map(\.length) == [150, 150, 150])
        for (run, word) in zip(band.runs, words) {
            #expect(abs(run.origin.x - Double(word.1.x)) < 1)
            #expect(abs(run.origin.y - band.height / 2 - Double(word.1.y + 24)) < 2)
        }
    }

    @Test func `a line of few letters is level, whatever its baseline`() throws {
        let band = try band([("Kx", Box(x: 0, y: 0, width: 40, height: 30))], baseline: [0, 29, 40, 19])
        #expect(band.along == Vector(x: 1, y: 0))
        #expect(band.height == 30)
    }

    @Test func `words without text are left out`() {
        #expect(LineBand(PDFMaking.line(words: [("", Box(x: 0, y: 0, width: 9, height: 9))])) == nil)
    }
}
