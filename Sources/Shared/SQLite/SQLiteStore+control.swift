// Looking closer: what `lectorctl` asks beyond what operators' routes do.

import GRDB

extension SQLiteStore: ControlStore {
    package func background(of id: JobID) async throws(StoreError) -> JobBackground? {
        let uploads = uploads
        return try await read { database in
            try database.row(
                """
                SELECT client, recognition, epoch, worker, upload
                FROM jobs JOIN recognitions ON recognitions.id = jobs.recognition WHERE jobs.id = ?
                """,
                [id.description]
            ).map { row in
                JobBackground(
                    client: row["client"],
                    recognition: row["recognition"],
                    epoch: row["epoch"],
                    worker: row["worker"],
                    upload: row["upload"],
                    isImageKept: uploads.contains(row["upload"])
                )
            }
        }
    }

    package func countEnded(
        _ states: Set<JobState>,
        endedBefore age: Duration
    ) async throws(StoreError) -> [JobState: Int] {
        let end = clock.now.wallMilliseconds - age.milliseconds
        return try await read { database in
            let rows = try database.rows(
                "SELECT state, count(*) AS jobs FROM jobs WHERE finished_at <= ? GROUP BY state",
                [end]
            )
            let counts = rows.compactMap { row in JobState(rawValue: row["state"]).map { ($0, row["jobs"] as Int) } }
            return Dictionary(uniqueKeysWithValues: counts).filter { states.contains($0.key) }
        }
    }
}
