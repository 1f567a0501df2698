// Engines that do as a test says.

import Shared
import Synchronization

@testable import Worker

/// What an engine makes of an image.
enum Reading: Sendable {
    case text
    case failure(JobFailure, isRetryable: Bool)
    /// The process ends by itself.
    case crash
    /// Goes on until it is killed, having said that half is done.
    case endless
}

final class StubEngine: RecognitionEngine {
    let number: Int
    let languages: [String]
    let identity: RecognitionIdentity
    let residentMemory: Int?
    private let reading: @Sendable (String) -> Reading
    private let alive = Mutex(true)
    private let kills = AsyncStream.makeStream(of: Void.self)
    /// The images it was given, by name.
    private let images = Mutex<[String]>([])

    init(number: Int, languages: [String], residentMemory: Int?, reading: @escaping @Sendable (String) -> Reading) {
        self.number = number
        self.languages = languages
        self.residentMemory = residentMemory
        self.reading = reading
        let digests = Dictionary(uniqueKeysWithValues: languages.map { ($0, "digest of \($0)") })
        identity = RecognitionIdentity(pipeline: 1, tesseract: "5", traineddata: digests)
    }

    var isAlive: Bool { alive.withLock { $0 } }
    var read: [String] { images.withLock { $0 } }

    func recognize(
        _ image: [UInt8],
        options: RecognitionOptions,
        progress: @Sendable (Double) -> Void
    ) async -> PageOutcome {
        let name = String(decoding: image, as: UTF8.self)
        images.withLock { $0.append(name) }
        switch reading(name) {
        case .text: return .read(outcome(name))
        case .failure(let failure, let isRetryable): return .failed(failure, isRetryable: isRetryable)
        case .crash:
            alive.withLock { $0 = false }
            return .failed(.processEnded, isRetryable: true)
        case .endless:
            progress(0.5)
            for await _ in kills.stream {}
            return .killed
        }
    }

    func kill() {
        alive.withLock { $0 = false }
        kills.continuation.finish()
    }

    func retire() async { kill() }

    private func outcome(_ text: String) -> Outcome {
        let result = RecognitionResult(
            text: text,
            confidence: 1,
            wordCount: 1,
            preprocessing: [],
            duration: .milliseconds(1)
        )
        return Outcome(result: result, pages: [], identity: identity)
    }
}

final class StubStarter: EngineStarter {
    private struct State {
        var engines: [StubEngine] = []
        var failures: [EngineStartError]
        var residentMemory: Int?
    }

    private let state: Mutex<State>
    private let reading: @Sendable (String) -> Reading

    /// The first starts fail as `failures` says.
    init(
        failures: [EngineStartError] = [],
        residentMemory: Int? = nil,
        reading: @escaping @Sendable (String) -> Reading = { _ in .text }
    ) {
        state = Mutex(State(failures: failures, residentMemory: residentMemory))
        self.reading = reading
    }

    var engines: [StubEngine] { state.withLock { $0.engines } }

    func start(languages: [String]) async throws(EngineStartError) -> any RecognitionEngine {
        if languages.contains("xyz") { throw .notLoaded("no xyz") }
        let started = state.withLock { state -> Result<StubEngine, EngineStartError> in
            if !state.failures.isEmpty { return .failure(state.failures.removeFirst()) }
            let engine = StubEngine(
                number: state.engines.count,
                languages: languages,
                residentMemory: state.residentMemory,
                reading: reading
            )
            state.engines.append(engine)
            return .success(engine)
        }
        return try started.get()
    }
}
