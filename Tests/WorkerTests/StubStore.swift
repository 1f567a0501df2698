// A store in memory, as far as a worker uses one.

import Synchronization

@testable import Shared
@testable import Worker

final class StubStore: JobStore {
    struct Failed: Equatable {
        var recognition: Int64
        var failure: JobFailure
        var isRetried: Bool
    }

    struct State: Sendable {
        var queued: [Claim] = []
        var held: Set<Holding> = []
        var finished: [Int64] = []
        var failed: [Failed] = []
        var givenBack: [Int64] = []
        var registered: [WorkerRecord] = []
        var unregistered: [WorkerID] = []
        var claims = 0
        var finishes = 0
        var renewals: [[Progress]] = []
        /// So many of the next finishes find no store.
        var brokenFinishes = 0
        var brokenClaims = 0
        /// Finishes wait as long as this is true.
        var holdsFinishes = false
        var largestClaim = 0
        var totals: [MetricSample] = []
        /// So many of the next totals find no store.
        var brokenTotals = 0
    }

    private let state = Mutex(State())
    private let hints = AsyncStream.makeStream(of: WakeHint.self)

    subscript<Value: Sendable>(path: any KeyPath<State, Value> & Sendable) -> Value {
        state.withLock { $0[keyPath: path] }
    }

    func change<Value: Sendable>(_ body: (inout sending State) -> Value) -> Value {
        state.withLock { body(&$0) }
    }

    /// Queues a recognition and tells the worker.
    func add(_ recognition: Int64, language: String = "eng", attempt: Int = 1) {
        let claim = Claim(
            recognition: recognition,
            epoch: Int64(attempt),
            attempt: attempt,
            upload: "\(recognition)",
            options: RecognitionOptions(language: language)
        )
        change { $0.queued.append(claim) }
        hints.continuation.yield(.work)
    }

    /// Takes a recognition away from its worker, as a cancellation does.
    func lose(_ recognition: Int64, hint: Bool = true) {
        change { state in state.held = state.held.filter { $0.recognition != recognition } }
        if hint { hints.continuation.yield(.cancelled) }
    }

    // MARK: Working

    func claim(for worker: WorkerID, limit: Int, lease: Duration) async throws(StoreError) -> [Claim] {
        let claims = change { state -> [Claim]? in
            state.claims += 1
            state.largestClaim = max(state.largestClaim, limit)
            guard state.brokenClaims == 0 else {
                state.brokenClaims -= 1
                return nil
            }
            let claims = Array(state.queued.prefix(limit))
            state.queued.removeFirst(claims.count)
            for claim in claims { state.held.insert(claim.holding) }
            return claims
        }
        guard let claims else { throw .unavailable("broken") }
        return claims
    }

    func hasClaimable() async throws(StoreError) -> Bool { !self[\.queued].isEmpty }

    func image(of claim: Claim) async throws(StoreError) -> [UInt8] { Array(claim.upload.utf8) }

    func renew(
        _ holdings: Set<Holding>,
        for worker: WorkerID,
        lease: Duration,
        progress: [Progress]
    ) async throws(StoreError) -> [Holding] {
        change { state in
            state.renewals.append(progress)
            return Array(state.held)
        }
    }

    func holdings(of worker: WorkerID) async throws(StoreError) -> [Holding] { Array(self[\.held]) }

    func finish(_ claim: Claim, with outcome: Outcome) async throws(StoreError) -> Bool {
        while self[\.holdsFinishes] { try? await Task.sleep(for: .milliseconds(1)) }
        let isHeld = change { state -> Bool? in
            state.finishes += 1
            guard state.brokenFinishes == 0 else {
                state.brokenFinishes -= 1
                return nil
            }
            guard state.held.remove(claim.holding) != nil else { return false }
            state.finished.append(claim.recognition)
            return true
        }
        guard let isHeld else { throw .unavailable("broken") }
        return isHeld
    }

    func fail(
        _ claim: Claim,
        _ failure: JobFailure,
        retryIn delay: Duration?
    ) async throws(StoreError) -> Bool {
        change { state in
            guard state.held.remove(claim.holding) != nil else { return false }
            state.failed.append(
                Failed(recognition: claim.recognition, failure: failure, isRetried: delay != nil)
            )
            return true
        }
    }

    func giveBack(_ claims: [Claim]) async throws(StoreError) {
        change { state in
            for claim in claims where state.held.remove(claim.holding) != nil {
                state.givenBack.append(claim.recognition)
            }
        }
    }

    func register(_ worker: WorkerRecord) async throws(StoreError) { change { $0.registered.append(worker) } }

    func silence(ofProcess pid: Int32) async throws(StoreError) -> Duration? { nil }
    func probe() async throws(StoreError) {}
    func unregister(_ worker: WorkerID) async throws(StoreError) { change { $0.unregistered.append(worker) } }

    func addTotals(_ growth: [MetricSample]) async throws(StoreError) {
        let isWritten = change { state in
            guard state.brokenTotals == 0 else {
                state.brokenTotals -= 1
                return false
            }
            state.totals += growth
            return true
        }
        guard isWritten else { throw .unavailable("broken") }
    }

    func wakeups(for role: WakeRole) -> AsyncStream<WakeHint> { hints.stream }

    func maintain() async throws(StoreError) {}

    // MARK: What no worker calls

    func uploadReceiver() -> UploadReceiver { unused() }
    func enqueue(_ submission: Submission) async throws(StoreError) -> Job { unused() }
    func cachedResult(for fingerprint: Fingerprint) async throws(StoreError) -> CachedResult? { unused() }
    func cancel(_ id: JobID) async throws(StoreError) -> Cancellation { unused() }
    func job(_ id: JobID) async throws(StoreError) -> Job? { unused() }
    func pages(of id: JobID) async throws(StoreError) -> StoredPages? { unused() }
    func upload(of id: JobID) async throws(StoreError) -> StoredFile? { unused() }
    func temporaryFile(holding bytes: [UInt8]) async throws(StoreError) -> StoredFile { unused() }
    func standings(of ids: [JobID]) async throws(StoreError) -> [JobStanding] { unused() }
    func version() async throws(StoreError) -> Int64 { unused() }
    func createBatch(
        _ id: JobID,
        of items: [Batch.Item],
        client: String,
        key: String?
    ) async throws(StoreError) -> Batch { unused() }
    func batch(_ id: JobID, results: Bool) async throws(StoreError) -> Batch? { unused() }

    func settled(among ids: [JobID]) async throws(StoreError) -> [JobID] { unused() }
    func status() async throws(StoreError) -> StoreStatus { unused() }

    private func unused() -> Never { fatalError("a worker has no use for this") }
}
