// What a recognition yields.

/// The text of an image and what is known about how it was read.
package struct RecognitionResult: Sendable, Equatable {
    package var text: String
    /// The mean over the words, 0 to 1; 0 where there are none.
    package var confidence: Double
    package var wordCount: Int
    /// The preprocessing steps that ran, in order.
    package var preprocessing: [String]
    /// Time inside the engine.
    package var duration: Duration

    package init(text: String, confidence: Double, wordCount: Int, preprocessing: [String], duration: Duration) {
        self.text = text
        self.confidence = confidence
        self.wordCount = wordCount
        self.preprocessing = preprocessing
        self.duration = duration
    }
}
