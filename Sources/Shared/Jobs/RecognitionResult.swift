// What a recognition yields.

/// The text of an image and what is known about how it was read.
package struct RecognitionResult: Sendable, Equatable {
    /// Of several pages with a ``pageBreak`` between them.
    package var text: String
    /// The mean over the words, 0 to 1; 0 where there are none.
    package var confidence: Double
    package var wordCount: Int
    /// The preprocessing steps that ran, in order.
    package var preprocessing: [String]
    /// Time inside the engine.
    package var duration: Duration
    /// One by one, where there is more than one; otherwise empty.
    package var pages: [PageResult] = []

    /// The ways in which the image was read, in order; empty where there was no choice, and for several pages.
    package var tries: [ResultTry] = []
    /// Filled in only for those who ask for them.
    package var words: [ResultWord]?

    /// Below this confidence somebody should look at the result: one word in seven is wrong, or more.
    package static let reviewConfidence = 0.85

    package static func needsReview(_ confidence: Double) -> Bool { confidence < reviewConfidence }

    /// A form feed.
    package static let pageBreak: Character = "\u{0C}"

    package init(text: String, confidence: Double, wordCount: Int, preprocessing: [String], duration: Duration) {
        self.text = text
        self.confidence = confidence
        self.wordCount = wordCount
        self.preprocessing = preprocessing
        self.duration = duration
    }
}

/// One page of several.
package struct PageResult: Sendable, Equatable, Codable {
    /// From 1, as the file numbers them.
    package var number: Int
    /// Pixels as stored; 0 where the page could not be read.
    package var width: Int
    package var height: Int
    /// The mean over the page's words, 0 to 1.
    package var confidence: Double
    /// Why the page could not be read.
    package var failure: JobFailure?

    package init(number: Int, width: Int, height: Int, confidence: Double, failure: JobFailure? = nil) {
        self.number = number
        (self.width, self.height, self.confidence, self.failure) = (width, height, confidence, failure)
    }
}

/// One of the ways in which an image was read.
package struct ResultTry: Sendable, Equatable, Codable {
    /// What was done to the image, in order.
    package var steps: [String]
    /// What the tries are compared by: characters that are believed, less those that are not.
    package var score: Double
    /// Tesseract's own, the mean over the characters, 0 to 1.
    package var confidence: Double
    /// The share of the marks on the page that were read, 0 to 1.
    package var coverage: Double

    package init(steps: [String], score: Double, confidence: Double, coverage: Double) {
        (self.steps, self.score, self.confidence, self.coverage) = (steps, score, confidence, coverage)
    }
}
