// Claiming: a worker takes work, keeps its leases, and learns what it has lost.

import GRDB

extension SQLiteStore {
    package func claim(for worker: WorkerID, limit: Int, lease: Duration) async throws(StoreError) -> [Claim] {
        let (clock, queueTimeout) = (clock, policy.queueTimeout)
        while true {
            let taken = try await writes.write(.relaxed) { database, _ in
                // Now that the lock is ours: a lease must not run while its claim waits for others to write.
                let pass = ClaimPass(worker: worker, lease: lease, now: clock.now, queueTimeout: queueTimeout)
                return try pass.take(database, limit: limit)
            }
            guard taken.foundOverdue else { return taken.claims }
            try await endOverdue()
        }
    }

    package func hasClaimable() async throws(StoreError) -> Bool {
        let now = clock.now
        return try await read { database in
            let found: Bool? = try database.value(
                """
                SELECT EXISTS (SELECT 1 FROM recognitions INDEXED BY recognitions_queued WHERE state = 'queued')
                        AND NOT EXISTS (SELECT 1 FROM facts WHERE name = 'paused' AND value <> 0)
                    OR EXISTS (SELECT 1 FROM recognitions INDEXED BY recognitions_delayed
                        WHERE state = 'delayed' AND (due_uptime <= ?1 OR boot <> ?2))
                    OR EXISTS (SELECT 1 FROM recognitions INDEXED BY recognitions_running
                        WHERE state = 'running' AND (lease_uptime <= ?1 OR boot <> ?2))
                """,
                [now.uptime, now.boot]
            )
            return found ?? false
        }
    }

    package func image(of claim: Claim) async throws(StoreError) -> [UInt8] {
        try await uploads.read(claim.upload)
    }

    package func renew(
        _ holdings: Set<Holding>,
        for worker: WorkerID,
        lease: Duration,
        progress: [Progress]
    ) async throws(StoreError) -> [Holding] {
        let clock = clock
        return try await writes.write(.relaxed) { database, _ in
            let now = clock.now
            let held = "[\(holdings.map { "[\($0.recognition),\($0.epoch)]" }.joined(separator: ","))]"
            try database.run(
                """
                UPDATE recognitions SET lease_uptime = ?, boot = ? FROM json_each(?) AS held
                WHERE recognitions.id = held.value ->> 0 AND epoch = held.value ->> 1 AND state = 'running' AND worker = ?
                """,
                [now.uptime + lease.milliseconds, now.boot, held, worker.description]
            )
            for progress in progress { try Self.note(progress, database) }
            try database.run(
                "UPDATE workers SET seen_at = ?, seen_uptime = ?, alive_until_uptime = ?, boot = ? WHERE id = ?",
                [
                    now.wallMilliseconds, now.uptime, now.uptime + lease.milliseconds, now.boot, worker.description,
                ]
            )
            return try Self.holdings(of: worker, database)
        }
    }

    package func holdings(of worker: WorkerID) async throws(StoreError) -> [Holding] {
        try await read { try Self.holdings(of: worker, $0) }
    }

    private static func note(_ progress: Progress, _ database: Database) throws {
        try database.run(
            "UPDATE recognitions SET progress = max(progress, ?) WHERE id = ? AND state = 'running' AND epoch = ?",
            [min(max(progress.fraction, 0), 1), progress.holding.recognition, progress.holding.epoch]
        )
    }

    private static func holdings(of worker: WorkerID, _ database: Database) throws -> [Holding] {
        try database.rows(
            "SELECT id, epoch FROM recognitions WHERE state = 'running' AND worker = ?",
            [worker.description]
        ).map { Holding(recognition: $0["id"], epoch: $0["epoch"]) }
    }
}
