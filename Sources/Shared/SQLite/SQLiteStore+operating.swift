// Operating: pausing, trying again, deleting.

import FoundationEssentials
import GRDB

extension SQLiteStore: OperatorStore {
    package func setPaused(_ isPaused: Bool) async throws(StoreError) {
        let now = clock.now
        try await writes.write(.durable) { database, aftermath in
            guard try database.isPaused() != isPaused else { return }
            try database.run("UPDATE facts SET value = ? WHERE name = 'paused'", [isPaused])
            guard !isPaused else { return }
            try database.run(
                "UPDATE recognitions SET queued_uptime = ?, boot = ? WHERE state = 'queued'",
                [now.uptime, now.boot]
            )
            aftermath.wake(.work)
        }
    }

    package func retry(_ id: JobID) async throws(StoreError) -> Retrial {
        let trial = Trial(now: clock.now, uploads: uploads)
        return try await writes.write(.durable) { database, aftermath in try trial.run(id, database, &aftermath) }
    }

    package func retryFailed(_ code: FailureCode?) async throws(StoreError) -> Int {
        let trial = Trial(now: clock.now, uploads: uploads)
        var (queued, last) = (0, "")
        while true {
            let after = last
            let batch = try await writes.write(.durable) { database, aftermath -> (queued: Int, last: String?) in
                let ids = try trial.failed(code, after: after, limit: Self.operationBatch, database)
                let trials = try ids.map { try trial.run($0, database, &aftermath) }
                return (trials.count { if case .queued = $0 { true } else { false } }, ids.last?.description)
            }
            queued += batch.queued
            guard let end = batch.last else { return queued }
            last = end
        }
    }

    package func delete(_ id: JobID) async throws(StoreError) -> Deletion {
        let (deletion, uploads) = try await writes.write(.durable) { database, _ -> (Deletion, [String]) in
            let state: String? = try database.value("SELECT state FROM jobs WHERE id = ?", [id.description])
            guard let state = state.flatMap(JobState.init(rawValue:)) else { return (.unknown, []) }
            guard state.isFinal else { return (.notFinal(state), []) }
            return (.deleted, try Self.deleteJobs("id = ?", [id.description], database).uploads)
        }
        for upload in uploads { await dropUpload(upload) }
        return deletion
    }

    package func purge(_ states: Set<JobState>, endedBefore age: Duration) async throws(StoreError) -> Int {
        let names = states.filter(\.isFinal).map { "'\($0.rawValue)'" }.joined(separator: ", ")
        let end = clock.now.wallMilliseconds - age.milliseconds
        var count = 0
        while true {
            let (jobs, uploads) = try await writes.write(.durable) { database, aftermath in
                defer { try? database.giveBackPages() }
                // Before the answers go, so that no hot cache keeps one longer.
                try database.run("UPDATE facts SET value = value + 1 WHERE name = 'cache_generation'")
                aftermath.wake(.status)
                return try Self.deleteJobs(
                    """
                    id IN (SELECT id FROM jobs
                        WHERE finished_at <= ? AND state IN (\(names)) LIMIT \(Self.operationBatch))
                    """,
                    [end],
                    database
                )
            }
            for upload in uploads { await dropUpload(upload) }
            count += jobs
            guard jobs > 0 else { return count }
        }
    }

    /// Rows changed in one transaction: bounds how long writers wait.
    private static let operationBatch = 200

    /// Deletes jobs, and recognitions with their last job; returns how many jobs there were, and the uploads that may be
    /// needed no more.
    static func deleteJobs(
        _ condition: String,
        _ arguments: StatementArguments,
        _ database: Database
    ) throws -> (jobs: Int, uploads: [String]) {
        let rows = try database.rows(
            "DELETE FROM jobs WHERE \(condition) RETURNING recognition, keeps_upload",
            arguments
        )
        let uploads = try rows.compactMap { row -> String? in
            let recognition: Int64 = row["recognition"]
            if let upload = try deleteIfUnused(recognition, database) { return upload }
            guard row["keeps_upload"] else { return nil }
            return try database.value("SELECT upload FROM recognitions WHERE id = ?", [recognition])
        }
        return (rows.count, uploads)
    }

    /// The upload of the recognition, where that was deleted.
    static func deleteIfUnused(_ recognition: Int64, _ database: Database) throws -> String? {
        try database.value(
            """
            DELETE FROM recognitions
            WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM jobs WHERE recognition = ?1) RETURNING upload
            """,
            [recognition]
        )
    }
}
