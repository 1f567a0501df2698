// The job store: the one thing that the API, the workers and the operator's tools share.

/// Keeps jobs, recognitions, results and uploads.
///
/// Calls carry durations, never times: a store has a clock of its own. None of them blocks the cooperative pool, and
/// each returns only after its own commit. What is marked *durable* survives power loss once it has returned.
package protocol JobStore: Sendable {
    // MARK: Accepting

    /// Takes the bytes of an upload as they come.
    func uploadReceiver() -> UploadReceiver

    /// Writes a job; durable. Its upload is kept before the job is, and whatever the upload had on disk on its way is
    /// gone afterwards, also where this throws.
    ///
    /// The job is final at once where a result of the same fingerprint is fresh enough, and joins a recognition of
    /// the same fingerprint that is under way.
    func enqueue(_ submission: Submission) async throws(StoreError) -> Job

    /// The newest fresh result of a fingerprint.
    func cachedResult(for fingerprint: Fingerprint) async throws(StoreError) -> CachedResult?

    /// Cancels a job; durable. Its recognition is cancelled with it where no other live job needs it.
    func cancel(_ id: JobID) async throws(StoreError) -> Cancellation

    /// Gives accepted jobs, and the files that made none, an id together; durable.
    ///
    /// Returns the batch, or the one that the client's key made before of the same jobs.
    func createBatch(
        _ id: JobID,
        of items: [Batch.Item],
        client: String,
        key: String?
    ) async throws(StoreError) -> Batch

    // MARK: Reading

    /// Nil where there is none, or none any more. Its jobs have their results or, for those who only want to know how it
    /// stands, have them not.
    func batch(_ id: JobID, results: Bool) async throws(StoreError) -> Batch?

    /// Nil where there is none, or none any more.
    func job(_ id: JobID) async throws(StoreError) -> Job?

    /// The pages of a job's result; nil where the job has none.
    func pages(of id: JobID) async throws(StoreError) -> StoredPages?

    /// The image of a job; nil where it is not kept (any more).
    func upload(of id: JobID) async throws(StoreError) -> StoredFile?

    /// A file without a name on the store's disk, which holds the bytes.
    func temporaryFile(holding bytes: [UInt8]) async throws(StoreError) -> StoredFile

    /// How the jobs stand, in any order; those that are gone are left out.
    func standings(of ids: [JobID]) async throws(StoreError) -> [JobStanding]

    /// Those of the jobs that are final or gone.
    func settled(among ids: [JobID]) async throws(StoreError) -> [JobID]

    /// A number that differs from the one before where anything has been committed in between, by any process. Cheap
    /// enough to poll.
    func version() async throws(StoreError) -> Int64

    /// What an API needs to know about workers and queue.
    func status() async throws(StoreError) -> StoreStatus

    // MARK: Working

    /// Takes up to `limit` recognitions for a worker: first those whose lease is over, then delayed ones that are due,
    /// then one of each client in turn. A recognition that has lost two workers fails instead.
    func claim(for worker: WorkerID, limit: Int, lease: Duration) async throws(StoreError) -> [Claim]

    /// Whether a claim would find something now. A read: cheap enough to poll.
    func hasClaimable() async throws(StoreError) -> Bool

    /// The image of a claim. At most one upload limit of memory.
    func image(of claim: Claim) async throws(StoreError) -> [UInt8]

    /// Renews the leases that a worker names in one statement, notes progress and its heartbeat, and returns what it
    /// holds.
    ///
    /// What it holds and does not name runs out, and is rescued: a claim that the worker has lost sight of.
    func renew(
        _ holdings: Set<Holding>,
        for worker: WorkerID,
        lease: Duration,
        progress: [Progress]
    ) async throws(StoreError) -> [Holding]

    /// What a worker holds, without renewing anything: how it learns of a cancellation.
    func holdings(of worker: WorkerID) async throws(StoreError) -> [Holding]

    /// Stores a result and ends all live jobs of the recognition; durable. False: the claim was lost, nothing changed.
    func finish(_ claim: Claim, with outcome: Outcome) async throws(StoreError) -> Bool

    /// Ends the recognition's jobs as failed (durable), or delays it. False: the claim was lost, nothing changed.
    func fail(_ claim: Claim, _ failure: JobFailure, retryIn delay: Duration?) async throws(StoreError) -> Bool

    /// Puts recognitions back into the queue as though they had not been claimed.
    func giveBack(_ claims: [Claim]) async throws(StoreError)

    // MARK: Workers

    /// Publishes a worker with what it reads with.
    func register(_ worker: WorkerRecord) async throws(StoreError)

    /// Forgets a worker that stops. It must hold nothing any more.
    func unregister(_ worker: WorkerID) async throws(StoreError)

    /// How long ago the worker of a process on this machine last showed itself; nil where it has not yet.
    func silence(ofProcess pid: Int32) async throws(StoreError) -> Duration?

    /// Returns where a write is possible now.
    func probe() async throws(StoreError)

    // MARK: Figures

    /// Adds what a worker has counted since the last time to the totals of all.
    func addTotals(_ growth: [MetricSample]) async throws(StoreError)

    // MARK: Waking

    /// Hints that something has been committed. They may be lost: whoever listens also polls.
    ///
    /// Ends when the consuming task is cancelled.
    func wakeups(for role: WakeRole) -> AsyncStream<WakeHint>

    // MARK: Upkeep

    /// What one process at a time does for all: retention, sweeping, checkpoint. A pass; returns soon.
    func maintain() async throws(StoreError)
}
