// What an engine tells its worker.

/// One frame from an engine: `ready` once, then for each request any number of `progress` and one `result` or `failure`.
package enum EngineReply: Sendable, Equatable {
    case ready(EngineIdentity)
    /// From 0 to 1, within a page about every 200 ms at most and after each; never smaller than the one before.
    case progress(Double)
    /// `pages` is the JSON of `[Page]`, to be stored as it is.
    case result(RecognitionSummary, pages: [UInt8])
    case failure(RecognitionFailure)

    package var frame: Frame {
        switch self {
        case .ready(let identity): Frame(kind: .ready, header: JSON.encode(identity))
        case .progress(let share): Frame(kind: .progress, header: JSON.encode([share]))
        case .result(let summary, let pages): Frame(kind: .result, header: JSON.encode(summary), body: pages)
        case .failure(let failure): Frame(kind: .failure, header: JSON.encode(failure))
        }
    }

    /// - Throws: `FrameError.badHeader` where the frame is no reply.
    package init(frame: Frame) throws(FrameError) {
        switch frame.kind {
        case .ready: self = .ready(try JSON.decode(EngineIdentity.self, from: frame.header))
        case .result: self = .result(try JSON.decode(RecognitionSummary.self, from: frame.header), pages: frame.body)
        case .failure: self = .failure(try JSON.decode(RecognitionFailure.self, from: frame.header))
        case .progress:
            guard let share = try JSON.decode([Double].self, from: frame.header).first else { throw .badHeader }
            self = .progress(share)
        case .request: throw .badHeader
        }
    }
}

/// What a result says beside its pages.
package struct RecognitionSummary: Codable, Sendable, Hashable {
    /// The page as plain text, as Tesseract lays it out, without white space at its end; several with a ``pageBreak``
    /// between them.
    package var text: String
    /// Mean over the words, 0 to 1; 0 where there are none.
    package var confidence: Double
    /// Pixels of the image as stored, before its EXIF orientation is applied.
    package var width: Int
    package var height: Int
    package var wordCount: Int
    /// Names of the steps that changed the image for the try that was kept, in order; `psm-N` last where it was read with
    /// another page segmentation than 3.
    package var preprocessing: [String]
    /// Time in the engine: decoding, preprocessing and reading.
    package var durationMilliseconds: Int
    /// All tries in order, with what they were worth; absent where there was no choice, and of several pages.
    package var attempts: [Attempt]?
    /// One by one, where there is more than one.
    package var pages: [PageSummary]?

    package init(
        text: String,
        confidence: Double,
        width: Int,
        height: Int,
        wordCount: Int,
        preprocessing: [String],
        durationMilliseconds: Int,
        attempts: [Attempt]? = nil,
        pages: [PageSummary]? = nil
    ) {
        self.text = text
        self.confidence = confidence
        self.width = width
        self.height = height
        self.wordCount = wordCount
        self.preprocessing = preprocessing
        self.durationMilliseconds = durationMilliseconds
        self.attempts = attempts
        self.pages = pages
    }
}

/// What stands between the texts of two pages: a form feed, as `tesseract` and `pdftotext` print it.
package let pageBreak = "\u{0C}"

/// One page of several.
package struct PageSummary: Codable, Sendable, Hashable {
    /// From 1, as the file numbers them.
    package var number: Int
    /// Pixels as stored; 0 where the page could not be read.
    package var width: Int
    package var height: Int
    /// Mean over the page's words, 0 to 1.
    package var confidence: Double
    /// Why the page could not be read.
    package var failure: RecognitionFailure?

    package init(number: Int, width: Int, height: Int, confidence: Double, failure: RecognitionFailure? = nil) {
        self.number = number
        (self.width, self.height, self.confidence, self.failure) = (width, height, confidence, failure)
    }
}
