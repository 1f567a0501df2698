// The words of a result one by one, for those who ask for them.

/// A word and where it stands.
package struct ResultWord: Sendable, Equatable {
    package var text: String
    /// 0 to 1.
    package var confidence: Double
    /// Pixels from the upper left corner of the upright page: left, top, width, height.
    package var box: [Int]
    /// From 1, as the file numbers them.
    package var page: Int
    /// From 1 on each page.
    package var block: Int
    /// From 1 in each block.
    package var line: Int

    package init(text: String, confidence: Double, box: [Int], page: Int, block: Int, line: Int) {
        (self.text, self.confidence, self.box) = (text, confidence, box)
        (self.page, self.block, self.line) = (page, block, line)
    }
}
