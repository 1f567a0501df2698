// What a worker asks of an engine: one image, read one way.

/// How much an image is cleaned before it is read.
package enum Preprocessing: String, Codable, Sendable, Hashable, CaseIterable {
    /// Grey always; inverted, denoised or its background evened only where the page is measured to need it; read in
    /// other ways too where the first is poor, and the best is kept.
    case auto
    /// The decoded pixels as they are: only upright and without alpha.
    case none
    /// Ink and paper only, by a threshold that follows the background.
    case threshold
}

/// The choices that change what is read.
package struct RecognitionOptions: Codable, Sendable, Hashable {
    /// Tesseract's page segmentation mode; one of ``allowedPageSegmentations``.
    package var pageSegmentation: Int
    package var preprocessing: Preprocessing
    /// Quarter turns, clockwise, after what EXIF says; nil: turned where that makes sense of it.
    package var quarterTurns: Int?
    /// Dots per inch; nil: as the file says, or as Tesseract estimates.
    package var resolution: Int?
    /// Pages to read, from 1; nil: all of a document, the first frame of an animation.
    package var pages: [ClosedRange<Int>]?
    /// The only characters that may be read; nil for any.
    package var whitelist: String?
    /// The most pixels, width by height, that an image may have.
    package var pixelLimit: Int
    /// For measuring only: what ``Preprocessing/auto`` does without.
    package var without: Set<LadderPart> = []
    /// For measuring only: confidences are Tesseract's own, whatever the preprocessing.
    package var isUncalibrated = false

    package init(
        pageSegmentation: Int = 3,
        preprocessing: Preprocessing = .auto,
        pixelLimit: Int = 100_000_000
    ) {
        self.pageSegmentation = pageSegmentation
        self.preprocessing = preprocessing
        self.pixelLimit = pixelLimit
    }

    /// The numbers of the pages to read in a file of so many.
    func numbers(ofPages count: Int) -> [Int] {
        guard let pages else { return Array(1...count) }
        return (1...count).filter { number in pages.contains { $0.contains(number) } }
    }

    /// Without 0, 1, 2 and 12, which read no text or need `osd.traineddata`.
    package static let allowedPageSegmentations: Set<Int> = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13]
}

/// One image to read.
///
/// Its bytes travel in the frame's body, as uploaded.
package struct EngineRequest: Codable, Sendable, Hashable {
    package var options: RecognitionOptions
    /// Milliseconds that reading may take before Tesseract is told to stop.
    package var runLimitMilliseconds: Int

    package init(options: RecognitionOptions, runLimitMilliseconds: Int) {
        self.options = options
        self.runLimitMilliseconds = runLimitMilliseconds
    }

    package func frame(image: [UInt8]) -> Frame {
        Frame(kind: .request, header: JSON.encode(self), body: image)
    }

    /// - Throws: `FrameError.badHeader` where the frame is no request.
    package init(frame: Frame) throws(FrameError) {
        guard frame.kind == .request else { throw .badHeader }
        self = try JSON.decode(EngineRequest.self, from: frame.header)
    }
}
