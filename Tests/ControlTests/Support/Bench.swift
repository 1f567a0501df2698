// A real store in a folder of its own, and commands run against it as if typed.

import ArgumentParser
import FoundationEssentials
import Synchronization
import Testing

@testable import Control
@testable import Shared

/// Keeps what is written.
final class MemorySink: Sink {
    private let bytes = Mutex<[UInt8]>([])

    var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

    func write(_ new: [UInt8]) async throws { bytes.withLock { $0 += new } }
}

/// What a command printed and how it ended.
struct Run {
    var output: String
    var errors: String
    var failure: Failure?

    var lines: [String] { output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init) }

    /// The output as JSON.
    func json<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: Data(output.utf8))
    }
}

struct Bench {
    let folder: String
    let store: SQLiteStore
    let worker = WorkerID()

    init() throws {
        folder = try Folder.temporary()
        store = try SQLiteStore(path: folder + "/lector.sqlite", policy: SQLiteStore.Policy(Settings()))
    }

    /// The folder of a store that nobody has open.
    static func closed() async throws -> String {
        let folder = try Folder.temporary()
        try await Bench().store.backup(to: folder + "/lector.sqlite")
        return folder
    }

    /// Runs a command line against the store, with this screen and this answer to whatever is asked.
    func run(
        _ arguments: String...,
        screen: Screen = Screen(width: 120),
        answer: String? = nil
    ) async throws -> Run {
        try await Self.run(arguments, on: store, screen: screen, answer: answer)
    }

    static func run(
        _ arguments: [String],
        on store: SQLiteStore,
        screen: Screen = Screen(width: 120),
        answer: String? = nil
    ) async throws -> Run {
        let (output, errors) = (MemorySink(), MemorySink())
        let console = Console(output: output, errors: errors, screen: { screen }, ask: { _ in answer })
        let command = try #require(try await Lectorctl.asyncParseAsRoot(arguments) as? any StoreCommand)
        let session = Session(store: store, console: console, database: "d.sqlite", json: command.options.json)
        var failure: Failure?
        do { try await command.run(in: session) } catch { failure = Failure.from(error) }
        return Run(output: output.text, errors: errors.text, failure: failure)
    }

    /// A job of an image that no other call has.
    func enqueue(_ number: Int, filename: String? = "page.png", client: String = "192.0.2.1") async throws -> JobID {
        let digits = String(number)
        let submission = Submission(
            id: JobID(now: Date()),
            upload: Upload(
                digest: String(repeating: "0", count: 64 - digits.utf8.count) + digits,
                size: 1,
                content: .memory([1])
            ),
            image: ImageInfo(format: .png, width: 10, height: 20),
            options: RecognitionOptions(language: "eng"),
            fingerprint: nil,
            filename: filename,
            client: client
        )
        return try await store.enqueue(submission).id
    }

    /// Has a worker take the next job, and fail it.
    func failNext(_ code: FailureCode = .recognitionFailed, _ message: String = "The engine ended.") async throws {
        let claim = try #require(try await store.claim(for: worker, limit: 1, lease: .seconds(30)).first)
        #expect(try await store.fail(claim, JobFailure(code, message), retryIn: nil))
    }

    /// Has a worker take the next job, and read it.
    func finishNext(_ text: String = "text") async throws {
        let claim = try #require(try await store.claim(for: worker, limit: 1, lease: .seconds(30)).first)
        let outcome = Outcome(
            result: RecognitionResult(
                text: text,
                confidence: 0.9619,
                wordCount: 2,
                preprocessing: ["grey"],
                duration: .milliseconds(631)
            ),
            pages: Array("[]".utf8),
            identity: Self.identity
        )
        #expect(try await store.finish(claim, with: outcome))
    }

    func register() async throws {
        try await store.register(
            WorkerRecord(id: worker, host: "here", pid: 7, version: "0.1.0", slots: 3, identity: Self.identity)
        )
    }

    private static let identity = RecognitionIdentity(pipeline: 1, tesseract: "5.3.0", traineddata: ["eng": "aa"])
}

/// The usage error of a command line that must be refused before anything is done.
func refusal(_ arguments: [String]) async -> ExitCode? {
    do {
        _ = try await Lectorctl.asyncParseAsRoot(arguments)
        return nil
    } catch {
        return Lectorctl.exitCode(for: error)
    }
}
