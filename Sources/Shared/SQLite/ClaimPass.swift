// What a claim does in its transactions: rescue, due retries, then the head of the queue.

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

    /// Ends in one transaction: bounds how long others wait for the write lock.
    private static let endLimit = 256

    struct Taken: Sendable {
        var claims: [Claim] = []
        /// There is something for `endOverdue`.
        var foundOverdue = false
    }

    /// Takes from the head of the queue, rescued and due recognitions included.
    ///
    /// Ends nothing.
    func take(_ database: Database, limit: Int) throws -> Taken {
        var taken = Taken()
        for row in try lost(database) {
            if isLostForGood(row) { taken.foundOverdue = true } else { try requeue(row["id"], database) }
        }
        try wakeDelayed(database)
        while taken.claims.count < limit, let head = try head(of: database) {
            guard !waitedTooLong(head) else {
                taken.foundOverdue = true
                break
            }
            taken.claims.append(try take(head["id"], database))
        }
        return taken
    }

    /// Ends what lost its worker too often, and what waited too long at the head of the queue; returns its uploads.
    func endOverdue(_ database: Database, _ hints: inout [WakeHint]) throws -> [String] {
        var uploads: [String] = []
        for row in try lost(database) where isLostForGood(row) {
            let failure = JobFailure(.workerLost, "The workers that read this image vanished.")
            hints.append(.settled(try database.failRecognition(row["id"], failure, now: now)))
            uploads.append(row["upload"])
        }
        while uploads.count < Self.endLimit, let head = try head(of: database), waitedTooLong(head) {
            let failure = JobFailure(.queueTimeout, "The job waited longer than the queue allows.")
            hints.append(.settled(try database.failRecognition(head["id"], failure, now: now)))
            uploads.append(head["upload"])
        }
        return uploads
    }

    /// Leases that are over.
    private func lost(_ database: Database) throws -> [Row] {
        try database.rows(
            """
            SELECT id, losses, upload FROM recognitions INDEXED BY recognitions_running
            WHERE state = 'running' AND (lease_uptime <= ? OR boot <> ?)
            """,
            [now.uptime, now.boot]
        )
    }

    private func isLostForGood(_ row: Row) -> Bool { row["losses"] + 1 >= Self.lossLimit }

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
            """
            SELECT id, upload, boot, queued_uptime FROM recognitions INDEXED BY recognitions_queued
            WHERE state = 'queued' ORDER BY id LIMIT 1
            """
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
}
