// Reading: jobs for those who ask, and what an API needs to know.

import FoundationEssentials
import GRDB

extension SQLiteStore {
    package func job(_ id: JobID) async throws(StoreError) -> Job? {
        try await read { try Self.job(id, $0) }
    }

    static func job(_ id: JobID, _ database: Database, results: Bool = true) throws -> Job? {
        guard let row = try database.row(JobRow.select, [id.description, results]) else { return nil }
        // The place in the queue takes more than all the rest: only for those who want all.
        let isQueued = results && row["state"] == "queued"
        return try JobRow.job(in: row, queuePosition: isQueued ? place(of: row, database) : nil)
    }

    package func pages(of id: JobID) async throws(StoreError) -> StoredPages? {
        try await read { database in
            let pages: String? = try database.value(
                """
                SELECT results.pages FROM jobs JOIN results ON results.recognition = jobs.recognition
                WHERE jobs.id = ? AND jobs.state = 'succeeded'
                """,
                [id.description]
            )
            return pages.map { StoredPages(json: Array($0.utf8)) }
        }
    }

    package func upload(of id: JobID) async throws(StoreError) -> StoredFile? {
        let digest = try await read { database -> String? in
            try database.value(
                "SELECT upload FROM jobs JOIN recognitions ON recognitions.id = jobs.recognition WHERE jobs.id = ?",
                [id.description]
            )
        }
        guard let digest else { return nil }
        return try await StoredFile.open(uploads.path(of: digest))
    }

    package func temporaryFile(holding bytes: [UInt8]) async throws(StoreError) -> StoredFile {
        try await StoredFile.temporary(at: uploads.newIncomingPath(), holding: bytes)
    }

    package func standings(of ids: [JobID]) async throws(StoreError) -> [JobStanding] {
        try await read { database in
            try ids.compactMap { id in
                let row = try database.row(
                    """
                    SELECT jobs.state, attempts, progress
                    FROM jobs JOIN recognitions ON recognitions.id = jobs.recognition WHERE jobs.id = ?
                    """,
                    [id.description]
                )
                guard let row, let state = JobState(rawValue: row["state"]) else { return nil }
                return JobStanding(id: id, state: state, attempts: row["attempts"], progress: row["progress"])
            }
        }
    }

    package func version() async throws(StoreError) -> Int64 {
        let outcome = await FileSystemCalls.run { [changes] in Result { try changes.version() } }
        do { return try outcome.get() } catch { throw StoreError(error) }
    }

    private static func place(of row: Row, _ database: Database) throws -> Int {
        try QueuePosition(
            client: row["client"],
            priority: row["priority"],
            recognition: row["recognition"],
            database: database
        ).jobsAhead()
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
}
