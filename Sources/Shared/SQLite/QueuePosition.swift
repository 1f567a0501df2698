// How many jobs go before one that waits: what `WaitingLine` will do, foretold.

import GRDB

/// The place of a queued job, inside a transaction.
struct QueuePosition {
    let client: String
    let priority: Int
    let recognition: Int64
    let database: Database

    /// How far a place is counted.
    private static let limit = 1000

    /// At most so many jobs go first: those of its own client before it, and for each of them, and for itself, one of
    /// every other client.
    func jobsAhead() throws -> Int {
        let queued: Int = try database.value("SELECT jobs FROM job_counts WHERE state = 'queued'") ?? 0
        let clients = max(1, try count("turns"))
        let earlier = try count(
            "turns WHERE turn < (SELECT turn FROM turns WHERE client = :client)",
            ["client": client]
        )
        let front = try count("recognitions WHERE state = 'queued' AND front = 1")
        let own = try clients == 1 ? ahead(among: queued) : aheadOfItsOwn(limit: Self.limit / clients + 1)
        return max(0, min(own * clients + earlier + front, queued - 1, Self.limit))
    }

    /// Where nobody else waits, counted from the end, which a job that has just come is nearer to.
    private func ahead(among queued: Int) throws -> Int {
        let behind =
            try countOwn("priority < :priority", limit: Self.limit)
            + countOwn("priority = :priority AND recognition > :recognition", limit: Self.limit)
        return behind < Self.limit ? queued - 1 - behind : try aheadOfItsOwn(limit: Self.limit)
    }

    private func aheadOfItsOwn(limit: Int) throws -> Int {
        try countOwn("priority > :priority", limit: limit)
            + countOwn("priority = :priority AND recognition < :recognition", limit: limit)
    }

    private func countOwn(_ condition: String, limit: Int) throws -> Int {
        try count(
            "jobs INDEXED BY jobs_waiting WHERE state = 'queued' AND client = :client AND \(condition)",
            ["client": client, "priority": priority, "recognition": recognition],
            limit: limit
        )
    }

    private func count(_ rows: String, _ arguments: StatementArguments = [], limit: Int = Self.limit) throws -> Int {
        let sql = "SELECT count(*) FROM (SELECT 1 FROM \(rows) LIMIT :limit)"
        return try database.value(sql, arguments + ["limit": limit]) ?? 0
    }
}
