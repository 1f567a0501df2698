// Figures for `/metrics`: what the store counts itself, and what workers add to it.

import GRDB

extension SQLiteStore {
    package func addTotals(_ growth: [MetricSample]) async throws(StoreError) {
        guard !growth.isEmpty else { return }
        try await writes.write(.relaxed) { database, _ in
            for sample in growth {
                try database.run(
                    """
                    INSERT INTO metric_totals (name, labels, value) VALUES (?, ?, ?)
                    ON CONFLICT (name, labels) DO UPDATE SET value = value + excluded.value
                    """,
                    [sample.name, sample.labels, sample.value]
                )
            }
        }
    }

    package func figures() async throws(StoreError) -> StoreFigures {
        let summary = try await summary()
        let (now, path) = (clock.now.wallMilliseconds, path)
        return try await read { database in
            var oldest: [JobState: Duration] = [:]
            for state in [JobState.queued, .delayed, .running] {
                let created: Int64? = try database.value(
                    "SELECT created_at FROM jobs WHERE state = ? ORDER BY id LIMIT 1",
                    [state.rawValue]
                )
                oldest[state] = .milliseconds(created.map { max(0, now - $0) } ?? 0)
            }
            let endings = try database.rows("SELECT state, error_code, jobs FROM job_endings").map { row in
                StoreFigures.Ending(state: row["state"], code: row["error_code"], jobs: row["jobs"])
            }
            // In the order in which they came: the buckets of a histogram one after the other.
            let totals = try database.rows("SELECT name, labels, value FROM metric_totals ORDER BY id").map { row in
                MetricSample(row["name"], row["labels"], row["value"])
            }
            return StoreFigures(
                summary: summary,
                oldest: oldest,
                endings: endings,
                totals: totals,
                databaseBytes: File.size(path) ?? 0
            )
        }
    }
}
