// One try at a page, and what it was worth.

/// A try as the result tells of it.
package struct Attempt: Codable, Sendable, Hashable {
    /// What was done, in order, the way of reading last.
    package var steps: [String]
    /// Believed characters, less those that are not.
    package var score: Double
    /// Mean over the characters, 0 to 1.
    package var confidence: Double
    /// Share of the marks on the page that were read, 0 to 1.
    package var coverage: Double

    init(steps: [String], judgement: Judgement) {
        func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
        self.steps = steps
        score = rounded(judgement.score)
        confidence = rounded(judgement.confidence)
        coverage = rounded(judgement.coverage)
    }
}

/// What came of all tries.
struct Outcome {
    /// The best one's words, boxes in the pixels of the page that the ladder began with.
    var text: PageText
    /// The best one's steps.
    var steps: [String]
    /// All tries, in order.
    var attempts: [Attempt]
}
