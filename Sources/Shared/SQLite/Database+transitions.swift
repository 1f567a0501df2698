// State changes that several calls share. The guard is always the caller's.

import GRDB

extension Database {
    /// Moves the live jobs of a recognition between the states that are not final.
    func moveLiveJobs(of recognition: Int64, to state: JobState) throws {
        try run(
            "UPDATE jobs SET state = ? WHERE recognition = ? AND state IN ('queued', 'delayed', 'running')",
            [state.rawValue, recognition]
        )
    }

    /// Ends the live jobs of a recognition, and returns them.
    func settleLiveJobs(
        of recognition: Int64,
        as state: JobState,
        failure: JobFailure?,
        now: StoreTime
    ) throws -> [EndedJob] {
        try rows(
            """
            UPDATE jobs SET state = ?, finished_at = ?, error_code = ?, error_message = ?
            WHERE recognition = ? AND state IN ('queued', 'delayed', 'running') RETURNING \(EndedJob.columns)
            """,
            [state.rawValue, now.wallMilliseconds, failure?.code.rawValue, failure?.message, recognition]
        ).compactMap(EndedJob.init)
    }

    /// Ends a recognition and its live jobs as failed; returns the jobs.
    func failRecognition(_ recognition: Int64, _ failure: JobFailure, now: StoreTime) throws -> [EndedJob] {
        try run(
            """
            UPDATE recognitions SET state = 'failed', worker = NULL, lease_uptime = NULL, due_uptime = NULL,
                finished_at = ?, error_code = ?, error_message = ?
            WHERE id = ?
            """,
            [now.wallMilliseconds, failure.code.rawValue, failure.message, recognition]
        )
        return try settleLiveJobs(of: recognition, as: .failed, failure: failure, now: now)
    }

    /// Whether a claim still holds: the fence that every write of a worker passes.
    func holds(_ claim: Claim) throws -> Bool {
        let found: Bool? = try value(
            "SELECT EXISTS (SELECT 1 FROM recognitions WHERE id = ? AND state = 'running' AND epoch = ?)",
            [claim.recognition, claim.epoch]
        )
        return found ?? false
    }
}
