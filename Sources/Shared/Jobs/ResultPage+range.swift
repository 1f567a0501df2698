// An engine has read somebody's file: whatever it wrote of it, arithmetic on its numbers is safe.

extension ResultPage {
    /// More pixels than any side has, and few enough to add and multiply.
    private static let farthest = 1 << 24

    mutating func bringIntoRange() {
        number = number.map { min(max(1, $0), Self.farthest) }
        width = min(max(0, width), Self.farthest)
        height = min(max(0, height), Self.farthest)
        for block in blocks.indices { Self.bringIntoRange(&blocks[block]) }
    }

    private static func bringIntoRange(_ block: inout Block) {
        block.box = inRange(block.box)
        for line in block.lines.indices { bringIntoRange(&block.lines[line]) }
    }

    private static func bringIntoRange(_ line: inout Line) {
        line.box = inRange(line.box)
        line.baseline = line.baseline.flatMap { $0.count == 4 ? $0.map(place) : nil }
        for word in line.words.indices {
            line.words[word].box = inRange(line.words[word].box)
            line.words[word].confidence = min(max(0, line.words[word].confidence), 1)
        }
    }

    private static func inRange(_ box: ResultBox) -> ResultBox {
        ResultBox(
            x: place(box.x),
            y: place(box.y),
            width: min(max(0, box.width), farthest),
            height: min(max(0, box.height), farthest)
        )
    }

    private static func place(_ number: Int) -> Int { min(max(-farthest, number), farthest) }
}
