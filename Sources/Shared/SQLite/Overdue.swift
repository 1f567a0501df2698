// What must end without another try: what lost its worker too often, and what waited too long.

import GRDB

/// Finds and ends what is overdue at one moment.
struct Overdue {
    let now: StoreTime
    let queueTimeout: Duration

    /// How often a recognition may take its worker with it.
    private static let lossLimit = 2
    /// Ends in one transaction: bounds how long others wait for the write lock.
    private static let endLimit = 256

    /// Recognitions whose lease is over for the first time.
    func lost(_ database: Database) throws -> [Int64] {
        try leasesOver(database).filter { !isLostForGood($0) }.map { $0["id"] }
    }

    func isAny(_ database: Database) throws -> Bool {
        if try leasesOver(database).contains(where: isLostForGood) { return true }
        return try !waitedTooLong(database, limit: 1).isEmpty
    }

    /// Ends some; returns their uploads.
    func end(_ database: Database, _ aftermath: inout Aftermath) throws -> [String] {
        let vanished = JobFailure(.workerLost, "The workers that read this image vanished.")
        let waited = JobFailure(.queueTimeout, "The job waited longer than the queue allows.")
        let lost = try leasesOver(database).filter(isLostForGood).prefix(Self.endLimit).map { ($0, vanished) }
        let late = try waitedTooLong(database, limit: Self.endLimit).map { ($0, waited) }
        return try (lost + late).map { row, failure in
            aftermath.settled(try database.failRecognition(row["id"], failure, now: now))
            return row["upload"]
        }
    }

    /// Waits that began in another boot cannot be measured: they begin anew.
    func restartWaits(_ database: Database) throws {
        try database.run(
            """
            UPDATE recognitions SET queued_uptime = ?1, boot = ?2
            WHERE state = 'queued' AND (boot < ?2 OR boot > ?2)
            """,
            [now.uptime, now.boot]
        )
    }

    /// A read: whether `end` or `restartWaits` would do something.
    func isWork(_ database: Database) throws -> Bool {
        let stale: Bool? = try database.value(
            "SELECT EXISTS (SELECT 1 FROM recognitions WHERE state = 'queued' AND (boot < ?1 OR boot > ?1))",
            [now.boot]
        )
        return try stale ?? false || isAny(database)
    }

    private func leasesOver(_ database: Database) throws -> [Row] {
        try database.rows(
            """
            SELECT id, losses, upload FROM recognitions INDEXED BY recognitions_running
            WHERE state = 'running' AND (lease_uptime <= ? OR boot <> ?)
            """,
            [now.uptime, now.boot]
        )
    }

    private func isLostForGood(_ row: Row) -> Bool { row["losses"] + 1 >= Self.lossLimit }

    /// Nobody waits too long for a queue that stands still on purpose.
    private func waitedTooLong(_ database: Database, limit: Int) throws -> [Row] {
        guard try !database.isPaused() else { return [] }
        return try database.rows(
            """
            SELECT id, upload FROM recognitions INDEXED BY recognitions_queued
            WHERE state = 'queued' AND boot = ? AND queued_uptime < ? ORDER BY queued_uptime LIMIT ?
            """,
            [now.boot, now.uptime - queueTimeout.milliseconds, limit]
        )
    }
}
