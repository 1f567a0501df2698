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

    /// Reads one image, or all pages of a file that has several.
    ///
    /// Blocks the calling thread, often for seconds.
    /// - Parameters:
    ///   - image: the bytes as uploaded.
    ///   - request: how to read them.
    ///   - progress: called on this thread with 0 to 1: within a page about every 200 ms at most, and after each.
    /// - Returns: what is stored and what it says beside. Of several pages one that cannot be read is an error of its
    ///   own, as long as another can.
    /// - Throws: what is wrong with the image or the run. The recognizer can be used again after any error.
    package borrowing func recognize(
        _ image: [UInt8],
        request: EngineRequest,
        progress: @escaping (Double) -> Void = { _ in }
    ) throws(RecognitionFailure) -> (summary: RecognitionSummary, pages: [Page]) {
        let start = ContinuousClock.now
        let run = Run(request: request, deadline: start + .milliseconds(request.runLimitMilliseconds))
        guard RecognitionOptions.allowedPageSegmentations.contains(request.options.pageSegmentation) else {
            throw .engine
        }
        let count = try ImageDecoder.pageCount(of: image, withFrames: request.options.pages != nil)
        let wanted = request.options.numbers(ofPages: count)
        guard !wanted.isEmpty else { throw .noSuchPage(count: count) }
        tesseract.read(only: request.options.whitelist)
        var document = DocumentText(isPartOfSeveral: count > 1)
        for (done, number) in wanted.enumerated() {
            do throws(RecognitionFailure) {
                let read = try read(number - 1, of: image, run) { progress((Double(done) + $0) / Double(wanted.count)) }
                document.add(read, number: number)
            } catch {
                guard count > 1 else { throw error }
                document.add(error, number: number)
            }
            // Most pages are read before they have said anything themselves.
            if done + 1 < wanted.count { progress(Double(done + 1) / Double(wanted.count)) }
        }
        return (try document.summary(duration: start.duration(to: .now)), document.pages)
    }

    /// What holds for all pages of a file.
    private struct Run {
        let request: EngineRequest
        let deadline: ContinuousClock.Instant

        var overtime: RecognitionFailure { .timeout(milliseconds: request.runLimitMilliseconds) }
    }

    private borrowing func read(
        _ number: Int,
        of image: [UInt8],
        _ run: Run,
        progress: @escaping (Double) -> Void
    ) throws(RecognitionFailure) -> PageReading {
        let options = run.request.options
        guard ContinuousClock.now < run.deadline else { throw run.overtime }
        let decoded = try ImageDecoder.decode(
            image,
            page: number,
            pixelLimit: options.pixelLimit,
            grey: options.preprocessing != .none,
        )
        let (width, height, greyByDecoder) = (decoded.width, decoded.height, decoded.isGreyByDecoder)
        if let resolution = options.resolution { decoded.image.set(resolution: resolution) }
        let pipeline = Pipeline(options.preprocessing, orientation: decoded.orientation, without: options.without)
        let upright = try pipeline.run(decoded.image)
        let (size, steps) = (PageSize(upright.image), upright.steps)
        let turned = try Pipeline([TurnStep(quarters: options.quarterTurns ?? 0)]).run(upright.image)
        guard ContinuousClock.now < run.deadline else { throw run.overtime }
        let before = (greyByDecoder ? [GreyStep().name] : []) + steps + turned.steps
        let placement = turned.placement
        let outcome = try read(turned.image, options: options, deadline: run.deadline, progress: progress)
        guard var text = outcome?.text, let outcome else { throw run.overtime }
        text.place(by: placement, width: size.width, height: size.height)
        if options.preprocessing != .none, !options.isUncalibrated { text.calibrate() }
        return PageReading(
            text: text,
            width: width,
            height: height,
            preprocessing: before + outcome.steps,
            attempts: outcome.attempts
        )
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
            let ladder = Ladder(
                pageSegmentation: mode,
                mayTurn: options.quarterTurns == nil,
                without: options.without,
                deadline: deadline,
                progress: progress
            )
            return try ladder.climb(image, with: tesseract)
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
            let (summary, pages) = try recognize(image, request: request, progress: progress)
            return .result(summary, pages: JSON.encode(pages))
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
