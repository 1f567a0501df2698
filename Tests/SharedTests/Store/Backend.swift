// The stores that the conformance suite runs on, and what every test of it needs.

import FoundationEssentials
import NIOCore
import Synchronization
import Testing

@testable import Shared

/// A kind of store.
///
/// A new one is one more case.
enum Backend: CaseIterable, Sendable {
    case sqlite

    /// Opens the store of a bench; a second call is a second process as far as the store can tell.
    func open(_ bench: Bench) throws -> any OperatorStore {
        switch self {
        case .sqlite:
            try SQLiteStore(path: bench.folder + "/lector.sqlite", policy: bench.policy, clock: bench.clock)
        }
    }
}

/// A clock that stands still until it is told otherwise.
final class ManualClock: StoreClock {
    private let time = Mutex(
        StoreTime(boot: "first", uptime: 1_000_000, wall: Date(timeIntervalSince1970: 1_800_000_000))
    )

    var now: StoreTime { time.withLock { $0 } }

    func advance(by duration: Duration) {
        time.withLock {
            $0.uptime += duration.milliseconds
            $0.wall += Double(duration.milliseconds) / 1000
        }
    }

    func reboot() {
        time.withLock {
            $0.boot += "+"
            $0.uptime = 1000
        }
    }

    func stepWallClock(by seconds: Double) { time.withLock { $0.wall += seconds } }
}

/// A folder of its own, a clock, and short ways to say what a test is about.
struct Bench {
    let folder: String
    let clock = ManualClock()
    var policy = SQLiteStore.Policy(Settings())

    init() throws {
        folder = try #require(TemporaryFolder.make())
    }

    static let identity = RecognitionIdentity(pipeline: 1, tesseract: "5.3.0", traineddata: ["eng": "aa"])

    /// A submission of an image whose bytes are the text's.
    ///
    /// The same text is the same image.
    func submission(_ text: String, _ store: any JobStore, fingerprinted: Bool = true) async throws -> Submission {
        var receiver = store.uploadReceiver()
        try await receiver.append(ByteBuffer(string: text))
        let upload = try await receiver.finish()
        let options = RecognitionOptions(language: "eng")
        return Submission(
            id: JobID(now: clock.now.wall),
            upload: upload,
            image: ImageInfo(format: .png, width: 10, height: 20),
            options: options,
            fingerprint: fingerprinted
                ? Fingerprint(image: upload.digest, options: options, identity: Self.identity) : nil,
            filename: "page.png",
            client: "192.0.2.1"
        )
    }

    @discardableResult
    func enqueue(
        _ text: String,
        _ store: any JobStore,
        fingerprinted: Bool = true,
        client: String? = nil,
        priority: Int = JobPriority.normal,
        key: String? = nil
    ) async throws -> Job {
        var submission = try await submission(text, store, fingerprinted: fingerprinted)
        if let client { submission.client = client }
        submission.priority = priority
        submission.idempotencyKey = key
        return try await store.enqueue(submission)
    }

    static func outcome(_ text: String, identity: RecognitionIdentity = Self.identity) -> Outcome {
        Outcome(
            result: RecognitionResult(
                text: text,
                confidence: 0.5,
                wordCount: 1,
                preprocessing: ["grey"],
                duration: .milliseconds(40)
            ),
            pages: Array("[]".utf8),
            identity: identity
        )
    }
}

extension JobStore {
    /// The job, which must be there.
    func expectJob(_ id: JobID) async throws -> Job {
        try #require(try await job(id))
    }

    /// One claim, which must be had.
    func expectClaim(_ worker: WorkerID = WorkerID(), lease: Duration = .seconds(30)) async throws -> Claim {
        try #require(try await claim(for: worker, limit: 1, lease: lease).first)
    }
}
