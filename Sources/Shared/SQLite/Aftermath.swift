// What follows a transaction once it is committed.

import GRDB
import Logging

/// Whom to wake, and what to say of jobs that have ended.
struct Aftermath: Sendable {
    private(set) var hints: [WakeHint] = []
    private(set) var ended: [EndedJob] = []

    mutating func wake(_ hint: WakeHint) { hints.append(hint) }

    /// Jobs for which somebody may wait.
    mutating func settled(_ jobs: [EndedJob]) {
        hints.append(.settled(jobs.map(\.id)))
        ended += jobs
    }

    /// A job that was final from the start.
    mutating func bornFinal(_ job: EndedJob) { ended.append(job) }

    static func += (one: inout Aftermath, other: Aftermath) {
        one.hints += other.hints
        one.ended += other.ended
    }
}

/// A job that has ended, for the log.
struct EndedJob: Sendable {
    let id: JobID
    let state: JobState
    let code: FailureCode?
    let recognition: Int64
    let time: Duration
    let requestID: String?
    let traceParent: TraceParent?

    /// What an `UPDATE jobs` has to return.
    static let columns = "id, state, error_code, recognition, created_at, finished_at, request_id, traceparent"

    /// Nil for a row that no version of the store writes.
    init?(_ row: Row) {
        guard let id = JobID(row["id"] as String), let state = JobState(rawValue: row["state"]) else { return nil }
        self.id = id
        self.state = state
        code = (row["error_code"] as String?).flatMap(FailureCode.init(rawValue:))
        recognition = row["recognition"]
        time = .milliseconds((row["finished_at"] ?? 0) - (row["created_at"] as Int64))
        requestID = row["request_id"]
        traceParent = (row["traceparent"] as String?).flatMap { TraceParent($0) }
    }

    /// A job that was answered from the cache.
    init(_ submission: Submission, recognition: Int64) {
        (id, state, code, time) = (submission.id, .succeeded, nil, .zero)
        self.recognition = recognition
        (requestID, traceParent) = (submission.origin?.requestID, submission.origin?.traceParent)
    }

    /// One line, whoever ended it: nothing of what was sent or read.
    func log(to logger: Logger) {
        var metadata: Logger.Metadata = [
            "job.id": "\(id)", "job.state": "\(state.rawValue)", "job.recognition": "\(recognition)",
            "job.total_ms": "\(time.milliseconds)",
        ]
        if let code { metadata["job.code"] = "\(code.rawValue)" }
        if let requestID { metadata["request.id"] = "\(requestID)" }
        if let traceParent { metadata["trace.id"] = "\(traceParent.traceID)" }
        logger.info("job ended", metadata: metadata)
    }
}
