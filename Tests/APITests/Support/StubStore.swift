// A store in memory, with a worker that does as it is told.

import FoundationEssentials
import Logging
import Synchronization

@testable import Shared

final class StubStore: OperatorStore {
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
        var batches: [JobID: Batch] = [:]
        var pages: [JobID: [UInt8]] = [:]
        var images: [JobID: [UInt8]] = [:]
        var version: Int64 = 0
        var endings = JobEndings(counts: [:], waits: [], runs: [])
        /// What is refused once so many have been taken.
        var refusal: (error: StoreError, after: Int)?
        /// The table cannot be looked at.
        var isUnreadable = false
        /// Of any process; nil: none is known.
        var silence: Duration?
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

    func put(_ job: Job, image: [UInt8]? = nil, pages: String? = nil) {
        state.withLock { state in
            state.jobs[job.id] = job
            state.images[job.id] = image
            state.pages[job.id] = pages.map { Array($0.utf8) }
            state.version += 1
        }
    }

    func remove(_ id: JobID) {
        state.withLock { state in
            state.jobs[id] = nil
            state.version += 1
        }
    }

    func refuse(_ error: StoreError, after count: Int) { state.withLock { $0.refusal = (error, count) } }

    func setUnreadable(_ isUnreadable: Bool) { state.withLock { $0.isUnreadable = isUnreadable } }

    func setSilence(_ silence: Duration?) { state.withLock { $0.silence = silence } }

    private func checkReadable() throws(StoreError) {
        if state.withLock(\.isUnreadable) { throw .unavailable("as the test wants it") }
    }

    func setEndings(_ endings: JobEndings) { state.withLock { $0.endings = endings } }

    func finish(_ id: JobID, hinting: Bool = true) {
        let listeners = state.withLock { state in
            state.jobs[id]?.state = .succeeded
            state.jobs[id]?.finishedAt = Date()
            state.jobs[id]?.result = .sample("Hello")
            state.version += 1
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
            if let refusal = state.refusal, state.enqueued.count >= refusal.after { return .failure(refusal.error) }
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
            job.finishedAt = Date(timeIntervalSince1970: 1_700_000_002)
            state.version += 1
            state.jobs[id] = job
            return .cancelled(job)
        }
    }

    func job(_ id: JobID) async throws(StoreError) -> Job? { state.withLock { $0.jobs[id] } }

    func pages(of id: JobID) async throws(StoreError) -> StoredPages? {
        let (result, pages) = state.withLock { ($0.jobs[id]?.result, $0.pages[id]) }
        guard let result else { return nil }
        return StoredPages(json: pages ?? Array(Self.page(of: result.text).utf8))
    }

    /// One line of words, ten pixels each.
    private static func page(of text: String) -> String {
        let words = text.split(separator: " ").enumerated().map { index, word in
            #"{"text":"\#(word)","confidence":0.5,"box":[\#(10 * index),0,9,8]}"#
        }
        let line = #"{"box":[0,0,100,8],"startsParagraph":true,"words":[\#(words.joined(separator: ","))]}"#
        let block = #"{"kind":"text","box":[0,0,100,8],"lines":[\#(line)]}"#
        return #"[{"number":1,"width":100,"height":20,"blocks":[\#(block)]}]"#
    }

    func upload(of id: JobID) async throws(StoreError) -> StoredFile? {
        guard let image = state.withLock({ $0.images[id] }) else { return nil }
        return try await temporaryFile(holding: image)
    }

    func temporaryFile(holding bytes: [UInt8]) async throws(StoreError) -> StoredFile {
        try await StoredFile.temporary(at: uploads.newIncomingPath(), holding: bytes)
    }

    func standings(of ids: [JobID]) async throws(StoreError) -> [JobStanding] {
        try checkReadable()
        return state.withLock { state in
            ids.compactMap { state.jobs[$0] }.map { job in
                JobStanding(id: job.id, state: job.state, attempts: job.attempts, progress: job.progress)
            }
        }
    }

    func version() async throws(StoreError) -> Int64 { state.withLock { $0.version } }

    func createBatch(
        _ id: JobID,
        of items: [Batch.Item],
        client: String,
        key: String?
    ) async throws(StoreError) -> Batch {
        let batch = Batch(id: id, createdAt: Date(timeIntervalSince1970: 1_700_000_000), items: items)
        state.withLock { $0.batches[id] = batch }
        return batch
    }

    func batch(_ id: JobID, results: Bool) async throws(StoreError) -> Batch? {
        state.withLock { state in
            guard var batch = state.batches[id] else { return nil }
            for index in batch.items.indices {
                guard let id = batch.items[index].job?.id else { continue }
                batch.items[index].content = state.jobs[id].map { .job($0) } ?? .expired(id)
            }
            return batch
        }
    }

    func settled(among ids: [JobID]) async throws(StoreError) -> [JobID] {
        try checkReadable()
        return state.withLock { state in ids.filter { state.jobs[$0]?.state.isFinal ?? true } }
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

    // MARK: What only operators call

    func summary() async throws(StoreError) -> QueueSummary {
        let jobs = state.withLock { Dictionary($0.jobs.values.map { ($0.state, 1) }, uniquingKeysWith: +) }
        return QueueSummary(
            isPaused: false,
            jobs: jobs,
            clientsWaiting: 1,
            oldestWait: .milliseconds(1500),
            workersAlive: 1,
            slots: 2,
            serviceTime: .milliseconds(350),
            logBytes: 0
        )
    }

    func figures() async throws(StoreError) -> StoreFigures {
        StoreFigures(
            summary: try await summary(),
            oldest: [.queued: .milliseconds(1500)],
            endings: [StoreFigures.Ending(state: "failed", code: "invalid_image", jobs: 3)],
            totals: [MetricSample(.pages, 7)],
            databaseBytes: 4096
        )
    }

    func addTotals(_ growth: [MetricSample]) async throws(StoreError) {}

    func jobs(_ selection: JobSelection) async throws(StoreError) -> [JobListing] {
        let jobs = state.withLock { state in state.jobs.values.sorted { $0.id.description > $1.id.description } }
        let chosen = jobs.filter { job in
            (selection.state ?? job.state) == job.state
                && selection.before.map { job.id.description < $0.description } ?? true
        }
        return chosen.prefix(selection.limit).map { job in
            JobListing(
                id: job.id,
                state: job.state,
                client: "198.51.100.7",
                priority: job.priority,
                filename: job.filename,
                attempts: job.attempts,
                progress: job.progress,
                createdAt: job.createdAt,
                startedAt: job.startedAt,
                finishedAt: job.finishedAt,
                failure: job.failure,
                isCached: job.cached,
                worker: nil
            )
        }
    }

    func workers() async throws(StoreError) -> [WorkerListing] {
        let time = Date(timeIntervalSince1970: 1_700_000_000)
        let worker = WorkerListing(
            id: "w",
            host: "h",
            pid: 1,
            version: "0",
            slots: 2,
            running: 1,
            finished: 3,
            startedAt: time,
            seenAt: time,
            isAlive: true
        )
        return [worker]
    }

    func endings(from start: Date, to end: Date, sample: Int) async throws(StoreError) -> JobEndings {
        state.withLock { $0.endings }
    }

    func failures(since start: Date) async throws(StoreError) -> [FailureSummary] {
        let time = Date(timeIntervalSince1970: 1_700_000_000)
        return [FailureSummary(last: JobFailure(.invalidImage, "Cut off."), jobs: 2, lastAt: time)]
    }

    func running() async throws(StoreError) -> [RunningJob] {
        let jobs = state.withLock { $0.jobs.values.filter { $0.state == .running } }
        return jobs.map { job in
            RunningJob(
                id: job.id,
                filename: job.filename,
                attempts: 1,
                progress: 0.5,
                worker: "w",
                time: .milliseconds(1200)
            )
        }
    }

    func setPaused(_ isPaused: Bool) async throws(StoreError) {}
    func retry(_ id: JobID) async throws(StoreError) -> Retrial { .unknown }
    func retryFailed(_ code: FailureCode?) async throws(StoreError) -> Int { 0 }
    func delete(_ id: JobID) async throws(StoreError) -> Deletion { .unknown }
    func purge(_ states: Set<JobState>, endedBefore age: Duration) async throws(StoreError) -> Int { 0 }
    func check() async throws(StoreError) -> [CheckFinding] { [] }
    func backup(to path: String) async throws(StoreError) {}

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
    func silence(ofProcess pid: Int32) async throws(StoreError) -> Duration? {
        try checkReadable()
        return state.withLock(\.silence)
    }
    func probe() async throws(StoreError) {}
    func unregister(_ worker: WorkerID) async throws(StoreError) {}
}
