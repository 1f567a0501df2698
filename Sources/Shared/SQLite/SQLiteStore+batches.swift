// Batches: jobs that go by one id.

import GRDB

extension SQLiteStore {
    package func createBatch(
        _ id: JobID,
        of items: [Batch.Item],
        client: String,
        key: String?
    ) async throws(StoreError) -> Batch {
        let now = clock.now.wallMilliseconds
        let earlier = try await writes.write(.durable) { database, _ -> JobID? in
            if let key, let earlier = try Self.batchOfKey(key, client, items, database) { return earlier }
            try database.run(
                "INSERT INTO batches (id, client, idempotency_key, created_at) VALUES (?, ?, ?, ?)",
                [id.description, client, key, now]
            )
            for (position, item) in items.enumerated() {
                try database.run(
                    "INSERT INTO batch_items (batch, position, job, filename, refusal) VALUES (?, ?, ?, ?, ?)",
                    [id.description, position, item.content.job?.description, item.filename, item.content.refusal]
                )
            }
            return nil
        }
        let made = Batch(id: id, createdAt: JobRow.date(now), items: items)
        guard let earlier else { return made }
        return try await batch(earlier, results: true) ?? made
    }

    package func batch(_ id: JobID, results: Bool) async throws(StoreError) -> Batch? {
        try await read { database in
            let created: Int64? = try database.value("SELECT created_at FROM batches WHERE id = ?", [id.description])
            guard let created else { return nil }
            let items = try Self.items(of: id, database).map { row in
                Batch.Item(filename: row["filename"], content: try Self.content(of: row, database, results))
            }
            return Batch(id: id, createdAt: JobRow.date(created), items: items)
        }
    }

    /// Batches whose retention is over go, once none of their jobs is left.
    static func deleteExpiredBatches(_ before: Int64, _ database: Database) throws {
        try database.run("DELETE FROM batches WHERE id IN (SELECT id FROM (\(expiredBatches)) LIMIT 200)", [before])
    }

    static let expiredBatches = """
        SELECT id FROM batches WHERE created_at <= ? AND NOT EXISTS (
            SELECT 1 FROM batch_items JOIN jobs ON jobs.id = batch_items.job WHERE batch_items.batch = batches.id)
        """

    /// Throws where the key stands for other files.
    private static func batchOfKey(
        _ key: String,
        _ client: String,
        _ items: [Batch.Item],
        _ database: Database
    ) throws -> JobID? {
        let earlier: String? = try database.value(
            "SELECT id FROM batches WHERE client = ? AND idempotency_key = ?",
            [client, key]
        )
        guard let id = earlier.flatMap({ JobID($0) }) else { return nil }
        let jobs = try self.items(of: id, database).map { $0["job"] as String? }
        guard jobs == items.map({ $0.content.job?.description }) else { throw StoreError.keyReused }
        return id
    }

    private static func items(of id: JobID, _ database: Database) throws -> [Row] {
        try database.rows(
            "SELECT job, filename, refusal FROM batch_items WHERE batch = ? ORDER BY position",
            [id.description]
        )
    }

    private static func content(of row: Row, _ database: Database, _ results: Bool) throws -> Batch.Content {
        guard let id = (row["job"] as String?).flatMap({ JobID($0) }) else {
            return .refused(Array((row["refusal"] as String).utf8))
        }
        return try job(id, database, results: results).map { .job($0) } ?? .expired(id)
    }
}

extension Batch.Content {
    fileprivate var job: JobID? {
        switch self {
        case .job(let job): job.id
        case .expired(let id): id
        case .refused: nil
        }
    }

    fileprivate var refusal: String? {
        if case .refused(let json) = self { String(decoding: json, as: UTF8.self) } else { nil }
    }
}
