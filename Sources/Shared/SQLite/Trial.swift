// Having a job tried again after its end.

import GRDB

/// Queues final jobs again, inside a transaction.
struct Trial {
    let now: StoreTime
    let uploads: UploadFolder

    func run(_ id: JobID, _ database: Database, _ aftermath: inout Aftermath) throws -> Retrial {
        guard
            let row = try database.row(
                """
                SELECT jobs.state, jobs.client, jobs.recognition, upload, fingerprint
                FROM jobs JOIN recognitions ON recognitions.id = jobs.recognition WHERE jobs.id = ?
                """,
                [id.description]
            ), let state = JobState(rawValue: row["state"])
        else { return .unknown }
        guard state == .failed || state == .cancelled else { return .notNeeded(state) }
        if let other = try otherWork(row, database) {
            try revive(id, as: other, database)
            // Its image is that of the other work.
            _ = try SQLiteStore.deleteIfUnused(row["recognition"], database)
        } else {
            guard uploads.contains(row["upload"]) else { return .imageGone }
            try requeue(row["recognition"], database)
            try revive(id, as: (row["recognition"], .queued), database)
        }
        try WaitingLine(database: database).join(row["client"])
        aftermath.wake(.work)
        aftermath.wake(.settled([id]))
        guard let job = try SQLiteStore.job(id, database) else { return .unknown }
        return .queued(job)
    }

    /// Failed jobs in the order of their ids.
    func failed(_ code: FailureCode?, after last: String, limit: Int, _ database: Database) throws -> [JobID] {
        try database.rows(
            """
            SELECT id FROM jobs WHERE state = 'failed' AND id > ? AND error_code = coalesce(?, error_code)
            ORDER BY id LIMIT ?
            """,
            [last, code?.rawValue, limit]
        ).compactMap { JobID($0["id"] as String) }
    }

    /// What has been done or is being done for others: of the same recognition, where the job alone was cancelled, or of
    /// another one of the same fingerprint.
    private func otherWork(_ row: Row, _ database: Database) throws -> (Int64, JobState)? {
        let other = try database.row(
            """
            SELECT id, state FROM recognitions
            WHERE id = ?1 AND state IN ('queued', 'delayed', 'running', 'succeeded')
                OR upload = ?2 AND fingerprint = ?3 AND state IN ('queued', 'delayed', 'running')
            ORDER BY state = 'succeeded' DESC
            """,
            [row["recognition"] as Int64, row["upload"] as String, row["fingerprint"] as String?]
        )
        guard let other, let state = JobState(rawValue: other["state"]) else { return nil }
        return (other["id"], state)
    }

    private func requeue(_ recognition: Int64, _ database: Database) throws {
        try database.run(
            """
            UPDATE recognitions SET state = 'queued', front = 0, attempts = 0, losses = 0, progress = 0,
                worker = NULL, lease_uptime = NULL, due_uptime = NULL, started_at = NULL, finished_at = NULL,
                error_code = NULL, error_message = NULL, identity = NULL, queued_uptime = ?, boot = ?
            WHERE id = ?
            """,
            [now.uptime, now.boot, recognition]
        )
    }

    private func revive(_ id: JobID, as work: (recognition: Int64, state: JobState), _ database: Database) throws {
        try database.run(
            """
            UPDATE jobs SET state = ?1, recognition = ?2, started_at = iif(?1 = 'running', ?3, NULL),
                finished_at = iif(?1 = 'succeeded', ?3, NULL), cached = ?1 = 'succeeded',
                error_code = NULL, error_message = NULL
            WHERE id = ?4
            """,
            [work.state.rawValue, work.recognition, now.wallMilliseconds, id.description]
        )
    }
}
