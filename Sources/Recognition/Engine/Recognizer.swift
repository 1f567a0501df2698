// From bytes to a result: decode, prepare, read. The whole way of an image through an engine.

/// A warm engine without its process: what `lector-worker engine` runs, and tests and benchmarks run in their own.
///
/// Not thread-safe.
package struct Recognizer: ~Copyable {
    private let tesseract: Tesseract
    package let identity: EngineIdentity

    /// Loads the languages and reads an empty page, so that nothing is left to load or open later.
    package init(languages: [String], folder: String = Traineddata.folder()) throws(EngineStartError) {
        Leptonica.quieten()
        tesseract = try Tesseract(languages: languages, folder: folder)
        identity = EngineIdentity(
            pipelineRevision: pipelineRevision,
            tesseract: Tesseract.version,
            traineddata: Self.digests(of: tesseract.loadedLanguages(), folder: folder),
        )
        warmUp()
    }

    /// Reads one image.
    ///
    /// Blocks the calling thread, often for seconds.
    /// - Parameters:
    ///   - image: the bytes as uploaded.
    ///   - request: how to read them.
    ///   - progress: called on this thread with 0 to 1, about every 200 ms at most.
    /// - Returns: what is stored and what it says beside.
    /// - Throws: what is wrong with the image or the run. The recognizer can be used again after any error.
    package borrowing func recognize(
        _ image: [UInt8],
        request: EngineRequest,
        progress: @escaping (Double) -> Void = { _ in }
    ) throws(RecognitionFailure) -> (summary: RecognitionSummary, page: Page) {
        let start = ContinuousClock.now
        let deadline = start + .milliseconds(request.runLimitMilliseconds)
        let options = request.options
        guard RecognitionOptions.allowedPageSegmentations.contains(options.pageSegmentation) else { throw .engine }

        let decoded = try ImageDecoder.decode(
            image,
            pixelLimit: options.pixelLimit,
            grey: options.preprocessing != .none,
        )
        let (width, height, greyByDecoder) = (decoded.width, decoded.height, decoded.isGreyByDecoder)
        let pipeline = Pipeline(options.preprocessing, orientation: decoded.orientation)
        let prepared = try pipeline.run(decoded.image)
        let limit = RecognitionFailure.timeout(milliseconds: request.runLimitMilliseconds)
        guard ContinuousClock.now < deadline else { throw limit }
        let before = (greyByDecoder ? [GreyStep().name] : []) + prepared.steps
        guard let outcome = try read(prepared.image, options: options, deadline: deadline, progress: progress) else {
            throw limit
        }
        let read = outcome.text
        let summary = RecognitionSummary(
            text: read.text,
            confidence: read.confidence,
            width: width,
            height: height,
            wordCount: read.wordCount,
            preprocessing: before + outcome.steps,
            durationMilliseconds: Int(start.duration(to: .now).milliseconds),
            attempts: outcome.attempts.isEmpty ? nil : outcome.attempts,
        )
        return (summary, read.page)
    }

    /// The prepared page as it is, or by the ladder where the choice is ours.
    /// - Returns: nil where the deadline passed.
    private borrowing func read(
        _ image: consuming PageImage,
        options: RecognitionOptions,
        deadline: ContinuousClock.Instant,
        progress: @escaping (Double) -> Void
    ) throws(RecognitionFailure) -> Outcome? {
        let mode = options.pageSegmentation
        switch options.preprocessing {
        case .auto:
            return try Ladder(pageSegmentation: mode, deadline: deadline, progress: progress)
                .climb(image, with: tesseract)
        case .none, .threshold:
            let text = try tesseract.read(
                image,
                pageSegmentation: mode,
                deadline: deadline,
                progress: progress,
            )
            return text.map { Outcome(text: $0, steps: [], attempts: []) }
        }
    }

    /// The same as one reply, the pages encoded.
    package borrowing func reply(
        to request: EngineRequest,
        image: [UInt8],
        progress: @escaping (Double) -> Void
    ) -> EngineReply {
        do {
            let (summary, page) = try recognize(image, request: request, progress: progress)
            return .result(summary, pages: JSON.encode([page]))
        } catch {
            return .failure(error)
        }
    }

    private borrowing func warmUp() {
        guard let blank = PageImage.blank(width: 64, height: 32) else { return }
        let deadline = ContinuousClock.now + .seconds(10)
        _ = try? tesseract.read(blank, pageSegmentation: 3, deadline: deadline, progress: { _ in })
    }

    private static func digests(of languages: [String], folder: String) -> [String: String] {
        var digests: [String: String] = [:]
        for language in languages {
            digests[language] = Traineddata.digest(of: language, folder: folder) ?? "unreadable"
        }
        return digests
    }
}
