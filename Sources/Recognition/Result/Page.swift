// The result model: a page holds blocks, a block lines, a line words. Boxes are in pixels of the upright page.
//
// Upright is what a viewer shows: EXIF orientation is applied, nothing else. Where the page was turned, scaled or
// levelled to be read, boxes and baselines are mapped back: exactly after quarter turns, to a pixel after scaling, and
// after levelling to the upright rectangle around the turned one, which is a little too large.

/// A rectangle in pixels from the page's upper left corner.
///
/// In JSON an array: `[x, y, width, height]`.
package struct Box: Sendable, Hashable {
    package var x, y, width, height: Int

    package init(x: Int, y: Int, width: Int, height: Int) {
        (self.x, self.y, self.width, self.height) = (x, y, width, height)
    }
}

extension Box: Codable {
    package init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        x = try list.decode(Int.self)
        y = try list.decode(Int.self)
        width = try list.decode(Int.self)
        height = try list.decode(Int.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        try list.encode(x)
        try list.encode(y)
        try list.encode(width)
        try list.encode(height)
    }
}

/// Confidences are from 0 to 1, in thousandths.
package struct Word: Codable, Sendable, Hashable {
    package var text: String
    package var box: Box
    package var confidence: Double
}

package struct Line: Codable, Sendable, Hashable {
    package var box: Box
    /// The line that the letters stand on, `[x1, y1, x2, y2]`; absent where Tesseract knows none.
    package var baseline: [Int]?
    /// True where a paragraph begins.
    package var startsParagraph: Bool
    package var words: [Word]
}

package struct Block: Codable, Sendable, Hashable {
    /// Tesseract's `PolyBlockType`, in words.
    package enum Kind: String, Codable, Sendable {
        case text, heading, pullout, equation, table, vertical, caption, unknown
    }

    package var kind: Kind
    package var box: Box
    package var lines: [Line]
}

package struct Page: Codable, Sendable, Hashable {
    /// From 1, as the file numbers them.
    package var number = 1
    /// Pixels of the upright page: with EXIF orientation applied, so swapped to the stored ones after a quarter turn.
    package var width: Int
    package var height: Int
    package var blocks: [Block]
    /// Why there is nothing on it, where it could not be read.
    package var failure: RecognitionFailure?
}
