// Listing: what operators see of queue, jobs and workers.

import FoundationEssentials
import GRDB

extension SQLiteStore {
    package func summary() async throws(StoreError) -> QueueSummary {
        let (now, logBytes) = (clock.now, logBytes)
        return try await read { database in
            let counts = try database.rows("SELECT state, jobs FROM job_counts").compactMap { row in
                JobState(rawValue: row["state"]).map { ($0, row["jobs"] as Int) }
            }
            let clients: Int? = try database.value("SELECT count(DISTINCT client) FROM jobs WHERE state = 'queued'")
            let oldest: Int64? = try database.value(
                "SELECT created_at FROM jobs WHERE state IN ('queued', 'delayed') ORDER BY id LIMIT 1"
            )
            let alive = try database.row(
                """
                SELECT count(*) AS workers, coalesce(sum(slots), 0) AS slots, avg(service_ms) AS service
                FROM workers WHERE boot = ? AND alive_until_uptime > ?
                """,
                [now.boot, now.uptime]
            )
            return QueueSummary(
                isPaused: try database.isPaused(),
                jobs: Dictionary(uniqueKeysWithValues: counts),
                clientsWaiting: clients ?? 0,
                oldestWait: oldest.map { .milliseconds(max(0, now.wallMilliseconds - $0)) },
                workersAlive: alive?["workers"] ?? 0,
                slots: alive?["slots"] ?? 0,
                serviceTime: (alive?["service"] as Double?).map { .milliseconds(Int64($0.rounded())) },
                logBytes: logBytes
            )
        }
    }

    package func jobs(_ selection: JobSelection) async throws(StoreError) -> [JobListing] {
        try await read { database in
            try database.rows(
                """
                SELECT jobs.id, jobs.state, client, priority, filename, attempts, progress, jobs.created_at,
                    jobs.started_at, jobs.finished_at, jobs.error_code, jobs.error_message, cached, worker
                FROM jobs JOIN recognitions ON recognitions.id = jobs.recognition
                WHERE jobs.state = coalesce(:state, jobs.state) AND client = coalesce(:client, client)
                    AND (:code IS NULL OR jobs.error_code = :code) AND (:before IS NULL OR jobs.id < :before)
                ORDER BY jobs.id DESC LIMIT :limit
                """,
                [
                    "state": selection.state?.rawValue, "client": selection.client, "code": selection.code?.rawValue,
                    "before": selection.before?.description, "limit": selection.limit,
                ]
            ).compactMap(Self.listing)
        }
    }

    package func workers() async throws(StoreError) -> [WorkerListing] {
        let now = clock.now
        return try await read { database in
            try database.rows(
                """
                SELECT *, boot = ? AND alive_until_uptime > ? AS alive,
                    (SELECT count(*) FROM recognitions WHERE state = 'running' AND worker = workers.id) AS running
                FROM workers WHERE seen_at > ? ORDER BY started_at DESC
                """,
                [now.boot, now.uptime, now.wallMilliseconds - 86_400_000]
            ).map { row in
                WorkerListing(
                    id: row["id"],
                    host: row["host"],
                    pid: row["pid"],
                    version: row["version"],
                    slots: row["slots"],
                    running: row["running"],
                    finished: row["recognitions"],
                    startedAt: JobRow.date(row["started_at"]),
                    seenAt: JobRow.date(row["seen_at"]),
                    isAlive: row["alive"]
                )
            }
        }
    }

    private static func listing(_ row: Row) -> JobListing? {
        guard let id = JobID(row["id"] as String), let state = JobState(rawValue: row["state"]) else { return nil }
        return JobListing(
            id: id,
            state: state,
            client: row["client"],
            priority: row["priority"],
            filename: row["filename"],
            attempts: row["attempts"],
            progress: state == .succeeded ? 1 : row["progress"],
            createdAt: JobRow.date(row["created_at"]),
            startedAt: (row["started_at"] as Int64?).map(JobRow.date),
            finishedAt: (row["finished_at"] as Int64?).map(JobRow.date),
            failure: JobRow.failure(in: row),
            isCached: row["cached"],
            worker: row["worker"]
        )
    }
}
