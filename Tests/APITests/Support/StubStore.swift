// A store in memory, with a worker that does as it is told.

import FoundationEssentials
import Logging
import Synchronization

@testable import Shared

final class StubStore: JobStore {
    /// What becomes of a job at once.
    enum Behaviour {
        case leaveQueued
        case succeed(String)
        case fail(JobFailure)
        case refuse(StoreError)
    }

    private struct State {
        var behaviour: Behaviour
        var status = StoreStatus(waiting: 0, slots: 1, serviceTime: nil, identity: nil, cacheGeneration: 0)
        var jobs: [JobID: Job] = [:]
        var cached: [Fingerprint: CachedResult] = [:]
        var enqueued: [Submission] = []
        var listeners: [AsyncStream<WakeHint>.Continuation] = []
    }

    private let state: Mutex<State>
    private let uploads: UploadFolder
    private let folder: String

    init(_ behaviour: Behaviour = .succeed("Hello")) throws {
        state = Mutex(State(behaviour: behaviour))
        folder = "/tmp/lector-api-tests-\(UUID().uuidString)"
        uploads = try UploadFolder(path: folder)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    // MARK: What tests say and see

    var enqueued: [Submission] { state.withLock { $0.enqueued } }

    var incomingFiles: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder + "/incoming")) ?? [] }

    func set(_ status: StoreStatus) { state.withLock { $0.status = status } }

    func cache(_ result: CachedResult, for fingerprint: Fingerprint) {
        state.withLock { $0.cached[fingerprint] = result }
    }

    func put(_ job: Job) { state.withLock { $0.jobs[job.id] = job } }

    func finish(_ id: JobID, hinting: Bool = true) {
        let listeners = state.withLock { state in
            state.jobs[id]?.state = .succeeded
            state.jobs[id]?.finishedAt = Date()
            state.jobs[id]?.result = .sample("Hello")
            return state.listeners
        }
        if hinting { listeners.forEach { $0.yield(.settled([id])) } }
    }

    // MARK: JobStore

    func uploadReceiver() -> UploadReceiver { UploadReceiver(folder: uploads) }

    func enqueue(_ submission: Submission) async throws(StoreError) -> Job {
        await submission.upload.discard()
        let result: Result<Job, StoreError> = state.withLock { state in
            if case .refuse(let error) = state.behaviour { return .failure(error) }
            state.enqueued.append(submission)
            let job = Job.sample(submission, state.behaviour)
            state.jobs[job.id] = job
            return .success(job)
        }
        return try result.get()
    }

    func cachedResult(for fingerprint: Fingerprint) async throws(StoreError) -> CachedResult? {
        state.withLock { $0.cached[fingerprint] }
    }

    func cancel(_ id: JobID) async throws(StoreError) -> Cancellation {
        state.withLock { state in
            guard var job = state.jobs[id] else { return .unknown }
            guard !job.state.isFinal else { return .alreadyFinal(job) }
            job.state = .cancelled
            state.jobs[id] = job
            return .cancelled(job)
        }
    }

    func job(_ id: JobID) async throws(StoreError) -> Job? { state.withLock { $0.jobs[id] } }

    func words(of id: JobID) async throws(StoreError) -> [ResultWord]? {
        guard let result = state.withLock({ $0.jobs[id]?.result }) else { return nil }
        return result.text.split(separator: " ").enumerated().map { index, text in
            ResultWord(text: String(text), confidence: 0.5, box: [10 * index, 0, 9, 8], page: 1, block: 1, line: 1)
        }
    }

    func settled(among ids: [JobID]) async throws(StoreError) -> [JobID] {
        state.withLock { state in ids.filter { state.jobs[$0]?.state.isFinal ?? true } }
    }

    func status() async throws(StoreError) -> StoreStatus {
        let result: Result<StoreStatus, StoreError> = state.withLock { state in
            if case .refuse(let error) = state.behaviour { .failure(error) } else { .success(state.status) }
        }
        return try result.get()
    }

    func wakeups(for role: WakeRole) -> AsyncStream<WakeHint> {
        let (stream, continuation) = AsyncStream.makeStream(of: WakeHint.self)
        state.withLock { $0.listeners.append(continuation) }
        return stream
    }

    func maintain() async throws(StoreError) {}

    // MARK: What only workers call

    func claim(for worker: WorkerID, limit: Int, lease: Duration) async throws(StoreError) -> [Claim] { [] }
    func hasClaimable() async throws(StoreError) -> Bool { false }
    func image(of claim: Claim) async throws(StoreError) -> [UInt8] { [] }
    func renew(
        _ holdings: Set<Holding>,
        for worker: WorkerID,
        lease: Duration,
        progress: [Progress]
    ) async throws(StoreError) -> [Holding] { [] }
    func holdings(of worker: WorkerID) async throws(StoreError) -> [Holding] { [] }
    func finish(_ claim: Claim, with outcome: Outcome) async throws(StoreError) -> Bool { false }
    func fail(_ claim: Claim, _ failure: JobFailure, retryIn delay: Duration?) async throws(StoreError) -> Bool {
        false
    }
    func giveBack(_ claims: [Claim]) async throws(StoreError) {}
    func register(_ worker: WorkerRecord) async throws(StoreError) {}
    func silence(ofProcess pid: Int32) async throws(StoreError) -> Duration? { nil }
    func probe() async throws(StoreError) {}
    func unregister(_ worker: WorkerID) async throws(StoreError) {}
}
