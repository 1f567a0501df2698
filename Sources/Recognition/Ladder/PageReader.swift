// What reads pages on the ladder.

/// All readers of an engine, behind one door.
protocol PageReader: ~Copyable {
    /// Reads one page.
    ///
    /// Blocks for as long as that takes.
    /// - Returns: nil where the deadline passed.
    borrowing func read(
        _ image: borrowing PageImage,
        by reader: Reader,
        deadline: ContinuousClock.Instant,
        progress: @escaping (Double) -> Void
    ) throws(RecognitionFailure) -> PageText?
}

extension Tesseract: PageReader {
    borrowing func read(
        _ image: borrowing PageImage,
        by reader: Reader,
        deadline: ContinuousClock.Instant,
        progress: @escaping (Double) -> Void
    ) throws(RecognitionFailure) -> PageText? {
        switch reader {
        case .tesseract(let mode):
            try read(image, pageSegmentation: mode, deadline: deadline, progress: progress)
        }
    }
}
