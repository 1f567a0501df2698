// The pages of a result, as engines write them and the store keeps them: every output format is rendered from these.

/// One page: blocks hold lines, lines hold words.
///
/// Boxes are in pixels of the upright page, as a viewer shows it.
package struct ResultPage: Sendable, Equatable, Decodable {
    package struct Block: Sendable, Equatable, Decodable {
        /// Tesseract's kinds of text: text, heading, pullout, equation, table, vertical, caption; or unknown.
        package var kind: String
        package var box: ResultBox
        package var lines: [Line]
    }

    package struct Line: Sendable, Equatable, Decodable {
        package var box: ResultBox
        /// The line that the letters stand on, `[x1, y1, x2, y2]`, where it is known.
        package var baseline: [Int]?
        /// True where a paragraph begins.
        package var startsParagraph: Bool
        package var words: [Word]
    }

    package struct Word: Sendable, Equatable, Decodable {
        package var text: String
        package var box: ResultBox
        /// 0 to 1.
        package var confidence: Double
    }

    /// From 1, as the file numbers them; absent in the oldest results.
    package var number: Int?
    /// Pixels.
    package var width: Int
    /// Pixels.
    package var height: Int
    package var blocks: [Block]
}

/// A rectangle in pixels from the upper left corner; in JSON `[x, y, width, height]`.
package struct ResultBox: Sendable, Equatable {
    package var x, y, width, height: Int

    package init(x: Int, y: Int, width: Int, height: Int) {
        (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }

    package var right: Int { x + width }
    package var bottom: Int { y + height }
}

extension ResultBox: Decodable {
    package init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        x = try list.decode(Int.self)
        y = try list.decode(Int.self)
        width = try list.decode(Int.self)
        height = try list.decode(Int.self)
    }
}

extension [ResultPage] {
    /// All words in reading order.
    package var words: [ResultWord] {
        enumerated().flatMap { index, page in
            page.blocks.enumerated().flatMap { block, content in
                content.lines.enumerated().flatMap { line, content in
                    content.words.map { word in
                        ResultWord(
                            text: word.text,
                            confidence: word.confidence,
                            box: [word.box.x, word.box.y, word.box.width, word.box.height],
                            page: page.number ?? index + 1,
                            block: block + 1,
                            line: line + 1
                        )
                    }
                }
            }
        }
    }
}
