// The one place where the store's types and the engine's meet.

import Recognition
import Shared

extension Recognition.RecognitionOptions {
    /// The engine's options for those of a job, with the most pixels of an image.
    init(_ options: Shared.RecognitionOptions, pixelLimit: Int) {
        let preprocessing: Recognition.Preprocessing =
            switch options.preprocessing {
            case .auto: .auto
            case .none: .none
            case .threshold: .threshold
            }
        self.init(pageSegmentation: options.pageSegmentation, preprocessing: preprocessing, pixelLimit: pixelLimit)
        quarterTurns =
            switch options.orientation {
            case .auto: nil
            case .upright: 0
            case .quarter: 1
            case .half: 2
            case .threeQuarters: 3
            }
        resolution = options.resolution
        pages = options.pages?.ranges
        whitelist = options.whitelist
    }
}

extension RecognitionIdentity {
    init(_ identity: EngineIdentity) {
        self.init(
            pipeline: identity.pipelineRevision,
            tesseract: identity.tesseract,
            traineddata: identity.traineddata
        )
    }
}

extension RecognitionResult {
    /// An engine has read somebody's file: its numbers are brought into range before they are stored.
    init(_ summary: RecognitionSummary) {
        self.init(
            text: summary.text,
            confidence: Self.confidence(summary.confidence),
            wordCount: max(0, summary.wordCount),
            preprocessing: summary.preprocessing,
            duration: .milliseconds(min(max(0, summary.durationMilliseconds), 86_400_000))
        )
        tries = (summary.attempts ?? []).map { attempt in
            ResultTry(
                steps: attempt.steps,
                score: attempt.score.isFinite ? attempt.score : 0,
                confidence: Self.confidence(attempt.confidence),
                coverage: Self.confidence(attempt.coverage)
            )
        }
        pages = (summary.pages ?? []).map { page in
            PageResult(
                number: page.number,
                width: max(0, page.width),
                height: max(0, page.height),
                confidence: Self.confidence(page.confidence),
                failure: page.failure.map { JobFailure(FailureCode($0.code), $0.message) }
            )
        }
    }

    private static func confidence(_ value: Double) -> Double { value.isFinite ? min(max(0, value), 1) : 0 }
}

extension FailureCode {
    fileprivate init(_ code: RecognitionFailure.Code) {
        switch code {
        case .invalidImage: self = .invalidImage
        case .imageTooLarge: self = .imageTooLarge
        case .noSuchPage: self = .invalidOption
        case .timeout: self = .recognitionTimeout
        case .outOfMemory: self = .outOfMemory
        case .engine: self = .recognitionFailed
        }
    }
}

extension PageOutcome {
    /// What the engine said of the image.
    ///
    /// Only what is our own fault may go better another time.
    init(_ failure: RecognitionFailure) {
        let reason = JobFailure(FailureCode(failure.code), failure.message)
        self = .failed(reason, isRetryable: failure.code == .engine)
    }

    /// What an engine that ended in the middle of an image says of the image.
    init(_ death: EngineDeath) {
        if death.ranOutOfMemory {
            let failure = JobFailure(.outOfMemory, "Reading the image takes more memory than it may have.")
            self = .failed(failure, isRetryable: false)
        } else {
            self = .failed(.processEnded, isRetryable: true)
        }
    }

    static func overtime(_ limit: Duration) -> PageOutcome {
        let message = "Reading the image took longer than its limit of \(limit.milliseconds) ms."
        return .failed(JobFailure(.recognitionTimeout, message), isRetryable: false)
    }
}

extension JobFailure {
    static let processEnded = JobFailure(.recognitionFailed, "The recognition process ended unexpectedly.")
    static let imageUnreadable = JobFailure(.recognitionFailed, "The image could not be read from the store.")
    static let noEngine = JobFailure(.recognitionFailed, "The recognition process could not be started.")

    static func notLoaded(_ language: String) -> JobFailure {
        JobFailure(.recognitionFailed, "The language '\(language)' cannot be loaded.")
    }
}
