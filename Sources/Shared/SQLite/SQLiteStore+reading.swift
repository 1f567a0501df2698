// Reading: jobs for those who ask, and what an API needs to know.

import FoundationEssentials
import GRDB

extension SQLiteStore {
    /// How far a place in the queue is counted.
    private static let positionLimit = 1000

    package func job(_ id: JobID) async throws(StoreError) -> Job? {
        try await read { try Self.job(id, $0) }
    }

    static func job(_ id: JobID, _ database: Database) throws -> Job? {
        guard let row = try database.row(JobRow.select, [id.description]) else { return nil }
        let position = row["state"] == "queued" ? try Self.position(of: row, database) : nil
        return try JobRow.job(in: row, queuePosition: position)
    }

    package func settled(among ids: [JobID]) async throws(StoreError) -> [JobID] {
        try await read { database in
            try ids.filter { id in
                let state: String? = try database.value("SELECT state FROM jobs WHERE id = ?", [id.description])
                return state.flatMap(JobState.init(rawValue:))?.isFinal ?? true
            }
        }
    }

    package func status() async throws(StoreError) -> StoreStatus {
        let now = clock.now
        return try await read { database in
            let waiting: Int? = try database.value(
                "SELECT sum(jobs) FROM job_counts WHERE state IN ('queued', 'delayed')"
            )
            let alive = try database.row(
                """
                SELECT coalesce(sum(slots), 0) AS slots, avg(service_ms) AS service
                FROM workers WHERE boot = ? AND alive_until_uptime > ?
                """,
                [now.boot, now.uptime]
            )
            let identity: String? = try database.value("SELECT identity FROM workers ORDER BY seen_at DESC LIMIT 1")
            let generation: Int64? = try database.value("SELECT value FROM facts WHERE name = 'cache_generation'")
            return StoreStatus(
                waiting: waiting ?? 0,
                slots: alive?["slots"] ?? 0,
                serviceTime: (alive?["service"] as Double?)
                    .flatMap { Int64(exactly: $0.rounded()) }.map { .milliseconds($0) },
                identity: try identity.map { try JSONDecoder().decode(RecognitionIdentity.self, from: Data($0.utf8)) },
                cacheGeneration: generation ?? 0
            )
        }
    }

    /// At most so many jobs go first: those of its own client before it, and for each of them, and for itself, one of
    /// every other client.
    private static func position(of row: Row, _ database: Database) throws -> Int? {
        try database.value(
            """
            WITH own (jobs) AS (SELECT count(*) FROM (
                    SELECT 1 FROM jobs WHERE state = 'queued' AND client = :client
                        AND (priority > :priority OR priority = :priority AND recognition < :recognition) LIMIT :limit)),
                clients (number) AS (SELECT count(*) FROM (SELECT 1 FROM turns LIMIT :limit)),
                earlier (number) AS (SELECT count(*) FROM (SELECT 1 FROM turns
                    WHERE turn < (SELECT turn FROM turns WHERE client = :client) LIMIT :limit)),
                front (number) AS (SELECT count(*) FROM (
                    SELECT 1 FROM recognitions WHERE state = 'queued' AND front = 1 LIMIT :limit)),
                all_queued (jobs) AS (SELECT jobs FROM job_counts WHERE state = 'queued')
            SELECT max(0, min(own.jobs * max(1, clients.number) + earlier.number + front.number, all_queued.jobs - 1, :limit))
            FROM own, clients, earlier, front, all_queued
            """,
            [
                "client": row["client"], "priority": row["priority"], "recognition": row["recognition"],
                "limit": positionLimit,
            ]
        )
    }
}
