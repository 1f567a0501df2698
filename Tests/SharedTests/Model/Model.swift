// The state machine of docs/architecture.md as a value: what the store has to be after each call, without a database.

@testable import Shared

/// All jobs and recognitions of a store, and whose turn it is.
struct Model {
    struct Recognition {
        let id: Int64
        var fingerprint: Fingerprint?
        let upload: String
        let options: RecognitionOptions
        var state = JobState.queued
        var epoch: Int64 = 0
        var attempts = 0
        var losses = 0
        var progress = 0.0
        var front = false
        var worker: WorkerID?
        /// Of `queued`, `due` and `lease`, which are in milliseconds since boot.
        var boot: String
        var queued: Int64
        var due: Int64 = 0
        var lease: Int64 = 0
        /// Wall time in milliseconds.
        var finished: Int64?
        var failure: FailureCode?
        var text: String?
    }

    struct Job {
        let id: JobID
        var recognition: Int64
        var state: JobState
        let client: String
        let priority: Int
        let key: String?
        var isCached = false
        /// Wall times in milliseconds.
        let created: Int64
        var started: Int64?
        var finished: Int64?
        var failure: FailureCode?
    }

    let policy: SQLiteStore.Policy
    var recognitions: [Int64: Recognition] = [:]
    var jobs: [JobID: Job] = [:]
    /// Clients in line, the next first.
    var turns: [String] = []
    var isPaused = false
    var lastRecognition: Int64 = 0

    init(policy: SQLiteStore.Policy) { self.policy = policy }

    func jobs(of recognition: Int64) -> [Job] { jobs.values.filter { $0.recognition == recognition } }

    /// Digests of the images that have to be kept; all others have to be gone.
    var neededUploads: Set<String> {
        let needing = recognitions.values.filter { recognition in
            if policy.keepUploads == .withJob || !recognition.state.isFinal { return true }
            guard recognition.state == .failed, let code = recognition.failure else { return false }
            return code != .invalidImage && code != .imageTooLarge
        }
        return Set(needing.map(\.upload))
    }

    // MARK: What several calls share

    mutating func moveLiveJobs(of recognition: Int64, to state: JobState) {
        for job in jobs(of: recognition) where !job.state.isFinal { jobs[job.id]?.state = state }
    }

    mutating func settleLiveJobs(of recognition: Int64, as state: JobState, _ failure: FailureCode?, _ now: StoreTime) {
        for job in jobs(of: recognition) where !job.state.isFinal {
            jobs[job.id]?.state = state
            jobs[job.id]?.finished = now.wallMilliseconds
            jobs[job.id]?.failure = failure
        }
    }

    /// Puts a recognition back to be the next.
    mutating func putToFront(_ id: Int64, _ now: StoreTime) {
        recognitions[id]?.state = .queued
        recognitions[id]?.front = true
        recognitions[id]?.worker = nil
        recognitions[id]?.failure = nil
        recognitions[id]?.queued = now.uptime
        recognitions[id]?.boot = now.boot
        recognitions[id]?.progress = 0
        moveLiveJobs(of: id, to: .queued)
    }

    mutating func end(_ id: Int64, as state: JobState, _ failure: FailureCode?, _ now: StoreTime) {
        recognitions[id]?.state = state
        recognitions[id]?.worker = nil
        recognitions[id]?.failure = failure
        recognitions[id]?.finished = now.wallMilliseconds
        settleLiveJobs(of: id, as: state, failure, now)
    }

    mutating func join(_ client: String) { if !turns.contains(client) { turns.append(client) } }

    mutating func deleteJobs(where isGoing: (Job) -> Bool) -> Int {
        let going = jobs.values.filter { $0.state.isFinal && isGoing($0) }
        for job in going { jobs[job.id] = nil }
        deleteUnused()
        return going.count
    }

    /// A recognition goes with its last job.
    mutating func deleteUnused() {
        let used = Set(jobs.values.map(\.recognition))
        recognitions = recognitions.filter { used.contains($0.key) }
    }
}
