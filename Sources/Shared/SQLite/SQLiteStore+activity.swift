// What has happened of late, and what happens now: the board's figures.

package import FoundationEssentials
import GRDB

extension SQLiteStore {
    package func endings(from start: Date, to end: Date, limit: Int) async throws(StoreError) -> [JobEnding] {
        try await read { database in
            try database.rows(
                """
                SELECT state, iif(cached, NULL, started_at - created_at) AS wait,
                    iif(cached, NULL, finished_at - started_at) AS run
                FROM jobs WHERE finished_at >= ? AND finished_at < ? LIMIT ?
                """,
                [start.milliseconds, end.milliseconds, limit]
            ).compactMap { row in
                guard let state = JobState(rawValue: row["state"]) else { return nil }
                return JobEnding(state: state, wait: Self.duration(row["wait"]), run: Self.duration(row["run"]))
            }
        }
    }

    package func failures(since start: Date) async throws(StoreError) -> [FailureSummary] {
        try await read { database in
            // Beside `max`, SQLite takes the other columns from the row that has it
            // (https://sqlite.org/lang_select.html#bareagg).
            try database.rows(
                """
                SELECT error_code, error_message, count(*) AS jobs, max(finished_at) AS last
                FROM jobs WHERE state = 'failed' AND finished_at >= ? GROUP BY error_code ORDER BY jobs DESC
                """,
                [start.milliseconds]
            ).compactMap { row in
                guard let failure = JobRow.failure(in: row) else { return nil }
                return FailureSummary(last: failure, jobs: row["jobs"], lastAt: JobRow.date(row["last"]))
            }
        }
    }

    package func running() async throws(StoreError) -> [RunningJob] {
        let now = clock.now.wallMilliseconds
        return try await read { database in
            try database.rows(
                """
                SELECT jobs.id, filename, attempts, progress, worker, ? - recognitions.started_at AS time
                FROM jobs JOIN recognitions ON recognitions.id = jobs.recognition
                WHERE jobs.state = 'running' ORDER BY jobs.id LIMIT 1000
                """,
                [now]
            ).compactMap { row in
                guard let id = JobID(row["id"] as String) else { return nil }
                return RunningJob(
                    id: id,
                    filename: row["filename"],
                    attempts: row["attempts"],
                    progress: row["progress"],
                    worker: row["worker"],
                    time: Self.duration(row["time"]) ?? .zero
                )
            }
        }
    }

    private static func duration(_ milliseconds: Int64?) -> Duration? {
        milliseconds.map { .milliseconds(max(0, $0)) }
    }
}

extension Date {
    fileprivate var milliseconds: Int64 { Int64(timeIntervalSince1970 * 1000) }
}
