// What a claim does in its transaction: rescue, due retries, then the head of the queue.

import GRDB

/// One claim.
///
/// Rescue and due retries are part of it, so that they wait for no other process.
struct ClaimPass {
    let worker: WorkerID
    let lease: Duration
    let now: StoreTime
    let queueTimeout: Duration

    /// How often a recognition may take its worker with it.
    static let lossLimit = 2

    struct Taken: Sendable {
        var claims: [Claim] = []
        /// Uploads of recognitions that this pass has ended.
        var doneWith: [String] = []
    }

    func run(_ database: Database, limit: Int, _ hints: inout [WakeHint]) throws -> Taken {
        var taken = Taken()
        try rescue(database, &taken, &hints)
        try wakeDelayed(database)
        while taken.claims.count < limit, let head = try head(of: database) {
            if waitedTooLong(head) {
                try end(head, .queueTimeout, "The job waited longer than the queue allows.", database, &taken, &hints)
            } else {
                taken.claims.append(try take(head["id"], database))
            }
        }
        return taken
    }

    /// Leases that are over: back to the front of the queue, or, for the second time, failed.
    private func rescue(_ database: Database, _ taken: inout Taken, _ hints: inout [WakeHint]) throws {
        let lost = try database.rows(
            """
            SELECT id, losses, upload FROM recognitions
            WHERE state = 'running' AND (lease_uptime <= ? OR boot <> ?)
            """,
            [now.uptime, now.boot]
        )
        for row in lost {
            if row["losses"] + 1 >= Self.lossLimit {
                try end(row, .workerLost, "The workers that read this image vanished.", database, &taken, &hints)
            } else {
                try requeue(row["id"], database)
            }
        }
    }

    private func requeue(_ recognition: Int64, _ database: Database) throws {
        try database.run(
            """
            UPDATE recognitions SET state = 'queued', losses = losses + 1, worker = NULL, lease_uptime = NULL,
                queued_uptime = ?, boot = ?, progress = 0
            WHERE id = ?
            """,
            [now.uptime, now.boot, recognition]
        )
        try database.moveLiveJobs(of: recognition, to: .queued)
    }

    private func wakeDelayed(_ database: Database) throws {
        let due = try database.rows(
            """
            UPDATE recognitions SET state = 'queued', due_uptime = NULL, error_code = NULL, error_message = NULL,
                queued_uptime = ?, boot = ?
            WHERE state = 'delayed' AND (due_uptime <= ? OR boot <> ?) RETURNING id
            """,
            [now.uptime, now.boot, now.uptime, now.boot]
        )
        for row in due { try database.moveLiveJobs(of: row["id"], to: .queued) }
    }

    private func head(of database: Database) throws -> Row? {
        try database.row(
            "SELECT id, upload, boot, queued_uptime FROM recognitions WHERE state = 'queued' ORDER BY id LIMIT 1"
        )
    }

    /// A wait that began in another boot cannot be measured, and counts from none.
    private func waitedTooLong(_ head: Row) -> Bool {
        head["boot"] == now.boot && now.uptime - (head["queued_uptime"] as Int64) > queueTimeout.milliseconds
    }

    private func take(_ recognition: Int64, _ database: Database) throws -> Claim {
        let row = try database.row(
            """
            UPDATE recognitions SET state = 'running', epoch = epoch + 1, attempts = attempts + 1, worker = ?,
                lease_uptime = ?, boot = ?, started_at = coalesce(started_at, ?), progress = 0
            WHERE id = ? RETURNING epoch, attempts, upload, language, psm, preprocess
            """,
            [worker.description, now.uptime + lease.milliseconds, now.boot, now.wallMilliseconds, recognition]
        )
        guard let row else { throw StoreError.unavailable("the head of the queue is not there") }
        try database.run(
            """
            UPDATE jobs SET state = 'running', started_at = coalesce(started_at, ?)
            WHERE recognition = ? AND state = 'queued'
            """,
            [now.wallMilliseconds, recognition]
        )
        return Claim(
            recognition: recognition,
            epoch: row["epoch"],
            attempt: row["attempts"],
            upload: row["upload"],
            options: JobRow.options(in: row)
        )
    }

    private func end(
        _ row: Row,
        _ code: FailureCode,
        _ message: String,
        _ database: Database,
        _ taken: inout Taken,
        _ hints: inout [WakeHint]
    ) throws {
        let jobs = try database.failRecognition(row["id"], JobFailure(code, message), now: now)
        hints.append(.settled(jobs))
        taken.doneWith.append(row["upload"])
    }
}
