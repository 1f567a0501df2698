// What operators do with a store, beyond what API and workers do.

package import FoundationEssentials

/// A store as `lectorctl` and the operators' routes use it.
package protocol OperatorStore: JobStore {
    /// How the queue stands.
    func summary() async throws(StoreError) -> QueueSummary

    /// The same, and what has been counted since the store was made.
    func figures() async throws(StoreError) -> StoreFigures

    /// Jobs, the newest first.
    func jobs(_ selection: JobSelection) async throws(StoreError) -> [JobListing]

    /// Workers of the last day, the newest first.
    func workers() async throws(StoreError) -> [WorkerListing]

    /// How jobs ended in a span of wall time, its end excluded; of their times at most `sample`.
    func endings(from start: Date, to end: Date, sample: Int) async throws(StoreError) -> JobEndings

    /// Why jobs have failed since a moment of wall time, the most frequent reason first.
    func failures(since start: Date) async throws(StoreError) -> [FailureSummary]

    /// Jobs that workers have in hand, a thousand at most.
    func running() async throws(StoreError) -> [RunningJob]

    /// While a queue is paused jobs are accepted and none is claimed; what runs goes on. No wait is too long meanwhile,
    /// and waits begin anew with the end of the pause. Durable.
    func setPaused(_ isPaused: Bool) async throws(StoreError)

    /// Queues a failed or cancelled job again, with all its attempts; durable.
    func retry(_ id: JobID) async throws(StoreError) -> Retrial

    /// Queues again the failed jobs of a code, or all; those whose image is gone stay. Returns how many were queued.
    func retryFailed(_ code: FailureCode?) async throws(StoreError) -> Int

    /// Deletes a final job; with the last of its recognition also the result and the image.
    func delete(_ id: JobID) async throws(StoreError) -> Deletion

    /// Deletes the final jobs of some states that ended so long ago or longer, and empties all hot caches. Returns how
    /// many went.
    func purge(_ states: Set<JobState>, endedBefore age: Duration) async throws(StoreError) -> Int

    /// Looks at all of it. Takes a while where there is much; harms nobody.
    func check() async throws(StoreError) -> [CheckFinding]

    /// Writes a copy of jobs and results to a new file while everything goes on.
    ///
    /// Images that wait to be read are not in it.
    func backup(to path: String) async throws(StoreError)
}

/// The state of a queue in a few numbers.
package struct QueueSummary: Sendable, Equatable {
    package var isPaused: Bool
    package var jobs: [JobState: Int]
    package var clientsWaiting: Int
    /// Of the job that has waited longest.
    package var oldestWait: Duration?
    package var workersAlive: Int
    /// Of the workers that are alive.
    package var slots: Int
    /// What one recognition takes, on average of late.
    package var serviceTime: Duration?
    /// Bytes that have been committed and are still to be brought into the database file.
    ///
    /// Above some 64 MB a reader is holding them up.
    package var logBytes: Int64
}

/// Which jobs to list.
package struct JobSelection: Sendable {
    package var state: JobState?
    package var client: String?
    package var code: FailureCode?
    /// Only jobs made before this one.
    package var before: JobID?
    package var limit: Int

    package init(
        state: JobState? = nil,
        client: String? = nil,
        code: FailureCode? = nil,
        before: JobID? = nil,
        limit: Int = 50
    ) {
        self.state = state
        self.client = client
        self.code = code
        self.before = before
        self.limit = limit
    }
}

/// A job as it stands in a list: without its text.
package struct JobListing: Sendable, Equatable {
    package var id: JobID
    package var state: JobState
    package var client: String
    package var priority: Int
    package var filename: String?
    package var attempts: Int
    /// 0 to 1.
    package var progress: Double
    package var createdAt: Date
    package var startedAt: Date?
    package var finishedAt: Date?
    package var failure: JobFailure?
    package var isCached: Bool
    /// The id of the worker that has it.
    package var worker: String?
}

/// A worker as it stands in a list.
package struct WorkerListing: Sendable, Equatable {
    package var id: String
    package var host: String
    package var pid: Int32
    package var version: String
    package var slots: Int
    /// Recognitions that it has in hand.
    package var running: Int
    /// Recognitions that it has finished.
    package var finished: Int
    package var startedAt: Date
    package var seenAt: Date
    /// Its leases hold.
    package var isAlive: Bool
}

/// How jobs ended.
package struct JobEndings: Sendable, Equatable {
    /// All of them.
    package var counts: [JobState: Int]
    /// From acceptance to the last start, of those that were started, in any order.
    package var waits: [Duration]
    /// From the last start to the end.
    package var runs: [Duration]

    package init(counts: [JobState: Int], waits: [Duration], runs: [Duration]) {
        (self.counts, self.waits, self.runs) = (counts, waits, runs)
    }
}

/// A reason to fail, and how often it was one.
package struct FailureSummary: Sendable, Equatable {
    /// The newest of them.
    package var last: JobFailure
    package var jobs: Int
    package var lastAt: Date
}

/// A job in a worker's hands.
package struct RunningJob: Sendable, Equatable {
    package var id: JobID
    package var filename: String?
    package var attempts: Int
    /// 0 to 1.
    package var progress: Double
    /// The id of the worker.
    package var worker: String?
    /// Since the start of this attempt.
    package var time: Duration
}

/// What became of a job that was to be tried again.
package enum Retrial: Sendable, Equatable {
    /// Or, where the same image is being read or has been read meanwhile, part of that.
    case queued(Job)
    /// Queued, running or succeeded: there is nothing to try again.
    case notNeeded(JobState)
    /// Its image is not kept any more.
    case imageGone
    case unknown
}

/// What became of a job that was to be deleted.
package enum Deletion: Sendable, Equatable {
    case deleted
    /// It has to be cancelled first.
    case notFinal(JobState)
    case unknown
}
