// What has happened of late, and what happens now: the board's figures.

package import FoundationEssentials
import GRDB

extension SQLiteStore {
    package func endings(from start: Date, to end: Date, sample: Int) async throws(StoreError) -> JobEndings {
        let span = [start.milliseconds, end.milliseconds]
        return try await read { database in
            let counts = try database.rows(
                "SELECT state, count(*) AS jobs FROM jobs WHERE finished_at >= ? AND finished_at < ? GROUP BY state",
                StatementArguments(span)
            ).compactMap { row in JobState(rawValue: row["state"]).map { ($0, row["jobs"] as Int) } }
            let times = try database.rows(
                """
                SELECT started_at - created_at AS wait, finished_at - started_at AS run FROM jobs
                WHERE finished_at >= ? AND finished_at < ? AND cached = 0 AND started_at IS NOT NULL LIMIT ?
                """,
                StatementArguments(span + [Int64(sample)])
            )
            return JobEndings(
                counts: Dictionary(uniqueKeysWithValues: counts),
                waits: times.compactMap { Self.duration($0["wait"]) },
                runs: times.compactMap { Self.duration($0["run"]) }
            )
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
