// What a slot knows of an engine. The one that runs is `ChildEngine`; tests have one of their own.

import Shared

/// What became of one image.
enum PageOutcome: Sendable {
    case read(Outcome)
    case failed(JobFailure, isRetryable: Bool)
    /// The engine was killed by `kill()`.
    case killed
}

/// Something that reads one image at a time with the languages that it has loaded.
protocol RecognitionEngine: Sendable {
    var languages: [String] { get }
    /// What it reads with, for its own languages.
    var identity: RecognitionIdentity { get }
    /// Whether it can take another image.
    var isAlive: Bool { get }
    /// Bytes; nil where it cannot be told.
    var residentMemory: Int? { get }

    /// Reads an image; to be called by one task at a time. Cancelling the task ends the engine.
    ///
    /// `progress` gets 0 to 1, on the calling task.
    func recognize(
        _ image: [UInt8],
        options: Shared.RecognitionOptions,
        progress: @Sendable (Double) -> Void
    ) async -> PageOutcome

    /// Ends the engine at once, from anywhere, without waiting. It may have ended before.
    func kill()

    /// Ends the engine and returns once it is gone.
    func retire() async
}

/// Why there is no engine.
enum EngineStartError: Error, Sendable, Equatable {
    /// The languages cannot be loaded: trying again is of no use. What the engine said of it, for logs.
    case notLoaded(String)
    /// Anything else, for logs.
    case failed(String)
}

/// Makes engines.
protocol EngineStarter: Sendable {
    /// Returns once the engine has loaded its languages.
    func start(languages: [String]) async throws(EngineStartError) -> any RecognitionEngine
}
