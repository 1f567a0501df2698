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
            confidence: summary.confidence.isFinite ? min(max(0, summary.confidence), 1) : 0,
            wordCount: max(0, summary.wordCount),
            preprocessing: summary.preprocessing,
            duration: .milliseconds(min(max(0, summary.durationMilliseconds), 86_400_000))
        )
    }
}

extension PageOutcome {
    /// What the engine said of the image.
    ///
    /// Only what is our own fault may go better another time.
    init(_ failure: RecognitionFailure) {
        let (code, isRetryable): (FailureCode, Bool) =
            switch failure.code {
            case .invalidImage: (.invalidImage, false)
            case .imageTooLarge: (.imageTooLarge, false)
            case .timeout: (.recognitionTimeout, false)
            case .outOfMemory: (.outOfMemory, false)
            case .engine: (.recognitionFailed, true)
            }
        self = .failed(JobFailure(code, failure.message), isRetryable: isRetryable)
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
