// What a claim does in its transactions: rescue, due retries, then whoever's turn it is.

import GRDB

/// One claim.
///
/// Rescue and due retries are part of it, so that they wait for no other process.
struct ClaimPass {
    let worker: WorkerID
    let lease: Duration
    let now: StoreTime
    let queueTimeout: Duration

    struct Taken: Sendable {
        var claims: [Claim] = []
        /// There is something that has to be ended first (`Overdue`).
        var foundOverdue = false
    }

    private var overdue: Overdue { Overdue(now: now, queueTimeout: queueTimeout) }

    /// Takes recognitions for a worker: those that had their turn before, then one of each client in turn.
    ///
    /// Ends nothing. While the queue is paused, it rescues and takes nothing.
    func take(_ database: Database, limit: Int) throws -> Taken {
        for recognition in try overdue.lost(database) { try putBack(recognition, database) }
        try wakeDelayed(database)
        var taken = Taken(foundOverdue: try overdue.isAny(database))
        guard !taken.foundOverdue, try !database.isPaused() else { return taken }
        let line = WaitingLine(database: database)
        while taken.claims.count < limit, let next = try line.next() {
            taken.claims.append(try take(next, database))
            try Failpoint.claimAfter.pass()
        }
        return taken
    }

    /// A lost recognition goes back, to be the next.
    private func putBack(_ recognition: Int64, _ database: Database) throws {
        try database.run(
            """
            UPDATE recognitions SET state = 'queued', front = 1, losses = losses + 1, worker = NULL,
                lease_uptime = NULL, queued_uptime = ?, boot = ?, progress = 0
            WHERE id = ?
            """,
            [now.uptime, now.boot, recognition]
        )
        try database.moveLiveJobs(of: recognition, to: .queued)
    }

    private func wakeDelayed(_ database: Database) throws {
        let due = try database.rows(
            """
            UPDATE recognitions SET state = 'queued', front = 1, due_uptime = NULL, error_code = NULL,
                error_message = NULL, queued_uptime = ?, boot = ?
            WHERE state = 'delayed' AND (due_uptime <= ? OR boot <> ?) RETURNING id
            """,
            [now.uptime, now.boot, now.uptime, now.boot]
        )
        for row in due { try database.moveLiveJobs(of: row["id"], to: .queued) }
    }

    private func take(_ recognition: Int64, _ database: Database) throws -> Claim {
        // A wait that began in another boot cannot be measured.
        let since: Int64? = try database.value(
            "SELECT queued_uptime FROM recognitions WHERE id = ? AND boot = ?",
            [recognition, now.boot]
        )
        let row = try database.row(
            """
            UPDATE recognitions SET state = 'running', front = 0, epoch = epoch + 1, attempts = attempts + 1,
                worker = ?, lease_uptime = ?, boot = ?, started_at = coalesce(started_at, ?), progress = 0
            WHERE id = ? RETURNING epoch, attempts, upload, \(JobRow.options)
            """,
            [worker.description, now.uptime + lease.milliseconds, now.boot, now.wallMilliseconds, recognition]
        )
        guard let row else { throw StoreError.unavailable("what was next in the queue is not there") }
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
            options: JobRow.options(in: row),
            waited: since.map { .milliseconds(max(0, now.uptime - $0)) }
        )
    }
}
