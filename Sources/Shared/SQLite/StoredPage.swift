// What `results.pages` holds, as far as words are asked for.

/// A page as engines write it (`Recognition.Page`).
struct StoredPage: Decodable {
    struct Block: Decodable { var lines: [Line] }
    struct Line: Decodable { var words: [Word] }

    struct Word: Decodable {
        var text: String
        var confidence: Double
        var box: [Int]
    }

    /// Absent in results older than this.
    var number: Int?
    var blocks: [Block]
}

extension [StoredPage] {
    /// All words in reading order.
    var words: [ResultWord] {
        enumerated().flatMap { index, page in
            page.blocks.enumerated().flatMap { block, content in
                content.lines.enumerated().flatMap { line, content in
                    content.words.map { word in
                        ResultWord(
                            text: word.text,
                            confidence: word.confidence,
                            box: word.box,
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
