// The result as the table that `tesseract … tsv` prints.

import Shared

/// A row for each page, block, paragraph, line and word, numbered within the one before.
enum TSVOutput {
    private static let header =
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"

    static func render(_ document: OutputDocument) -> [UInt8] {
        var rows = TSVRows(bytes: Array(header.utf8))
        for (index, page) in document.pages.enumerated() { rows.write(page, number: page.number ?? index + 1) }
        return rows.bytes
    }
}

private struct TSVRows {
    private(set) var bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func write(_ page: ResultPage, number: Int) {
        row([number], ResultBox(x: 0, y: 0, width: page.width, height: page.height))
        for (index, block) in page.blocks.enumerated() {
            row([number, index + 1], block.box)
            write(block.paragraphs, at: [number, index + 1])
        }
    }

    private mutating func write(_ paragraphs: [[ResultPage.Line]], at place: [Int]) {
        for (index, paragraph) in paragraphs.enumerated() {
            row(place + [index + 1], paragraph.box)
            for (number, line) in paragraph.enumerated() { write(line, at: place + [index + 1, number + 1]) }
        }
    }

    private mutating func write(_ line: ResultPage.Line, at place: [Int]) {
        row(place, line.box)
        for (index, word) in line.words.enumerated() { row(place + [index + 1], word.box, word: word) }
    }

    /// As many numbers as the row's level; the deeper ones are 0.
    private mutating func row(_ place: [Int], _ box: ResultBox, word: ResultPage.Word? = nil) {
        cell("\(place.count)")
        for level in 0..<5 { cell(level < place.count ? "\(place[level])" : "0") }
        for side in [box.x, box.y, box.width, box.height] { cell("\(side)") }
        cell(word.map { Self.percent($0.confidence) } ?? "-1")
        // What would begin another cell or row is a space.
        for byte in (word?.text ?? "").utf8 { bytes.append(byte < 0x20 ? UInt8(ascii: " ") : byte) }
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func cell(_ text: String) {
        bytes += text.utf8
        bytes.append(UInt8(ascii: "\t"))
    }

    /// With six decimal places.
    private static func percent(_ share: Double) -> String {
        let millionths = Int((min(max(share, 0), 1) * 100_000_000).rounded())
        let fraction = String(millionths % 1_000_000)
        return "\(millionths / 1_000_000)." + String(repeating: "0", count: 6 - fraction.utf8.count) + fraction
    }
}
