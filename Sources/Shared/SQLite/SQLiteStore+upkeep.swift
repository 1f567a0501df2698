// Upkeep: uploads that no job needs, jobs whose time is over, and the write-ahead log.

import FoundationEssentials
import GRDB

extension SQLiteStore {
    /// Jobs deleted in one transaction: bounds how long writers wait.
    private static let deletionBatch = 200
    /// More than what can be accepted between two passes.
    private static let deletionsInAPass = 20

    package func maintain() async throws(StoreError) {
        let janitor = janitor
        let checkpoint = await FileSystemCalls.run { Result { try janitor.checkpoint() } }
        do {
            guard try checkpoint.get() else { return }
        } catch {
            throw StoreError(error)
        }
        try await endOverdue()
        let before = clock.now.wallMilliseconds - policy.retention.milliseconds
        for _ in 0..<Self.deletionsInAPass where try await hasExpired(before) { try await deleteExpired(before) }
        if janitor.isSweepDue(at: clock.now.uptime) { try await sweepUploads() }
    }

    /// Ends what no worker is to have any more; durable, like every end.
    ///
    /// Claims do it too, so that a job in their way never waits for the janitor; the janitor does it for a queue that
    /// nobody claims from.
    func endOverdue() async throws(StoreError) {
        let overdue = Overdue(now: clock.now, queueTimeout: policy.queueTimeout)
        while try await read(overdue.isWork) {
            let uploads = try await writes.write(.durable) { database, aftermath in
                try overdue.restartWaits(database)
                return try overdue.end(database, &aftermath)
            }
            for upload in uploads { await dropUpload(upload) }
        }
    }

    /// Removes an upload's file once no job needs it.
    ///
    /// The look and the removal happen under the write lock.
    func dropUpload(_ digest: String) async {
        let (uploads, keep) = (uploads, policy.keepUploads)
        // Where this fails, the janitor finds the file an hour later.
        try? await writes.write(.lazy) { database, _ in
            if try !Self.isNeeded(digest, keep, database) { uploads.remove(digest) }
        }
    }

    func dropUpload(ofRecognition recognition: Int64) async {
        let digest = try? await read { database -> String? in
            try database.value("SELECT upload FROM recognitions WHERE id = ?", [recognition])
        }
        if let digest { await dropUpload(digest) }
    }

    /// Also after a failure that was not the image's: an operator may have it tried again.
    static func isNeeded(_ digest: String, _ keep: KeepUploads, _ database: Database) throws -> Bool {
        let afterwards =
            keep == .withJob ? "" : "AND state = 'failed' AND error_code NOT IN ('invalid_image', 'image_too_large')"
        // As the two indexes on uploads want to be asked.
        let needed: Bool? = try database.value(
            """
            SELECT EXISTS (SELECT 1 FROM recognitions
                    WHERE upload = :digest AND state IN ('queued', 'delayed', 'running'))
                OR EXISTS (SELECT 1 FROM recognitions
                    WHERE upload = :digest AND state IN ('succeeded', 'failed', 'cancelled') \(afterwards))
                OR EXISTS (SELECT 1 FROM recognitions JOIN jobs ON jobs.recognition = recognitions.id
                    WHERE upload = :digest AND recognitions.state IN ('succeeded', 'failed', 'cancelled')
                        AND keeps_upload = 1)
            """,
            ["digest": digest]
        )
        return needed ?? false
    }

    /// A read, so that an idle store is never written to.
    private func hasExpired(_ before: Int64) async throws(StoreError) -> Bool {
        try await read { database in
            let found: Bool? = try database.value(
                """
                SELECT EXISTS (SELECT 1 FROM jobs WHERE finished_at IS NOT NULL AND finished_at <= ?)
                    OR EXISTS (\(Self.expiredBatches))
                """,
                [before, before]
            )
            return found ?? false
        }
    }

    /// Final jobs whose retention is over go, and with the last job of a recognition the recognition and its result.
    private func deleteExpired(_ before: Int64) async throws(StoreError) {
        let orphaned = try await writes.write(.relaxed) { database, _ in
            let uploads = try Self.deleteJobs(
                "id IN (SELECT id FROM jobs WHERE finished_at <= ? LIMIT \(Self.deletionBatch))",
                [before],
                database
            ).uploads
            // The newest stays, alive or not: it says what to fingerprint with.
            try database.run(
                """
                DELETE FROM workers
                WHERE seen_at <= ? AND id <> (SELECT id FROM workers ORDER BY seen_at DESC LIMIT 1)
                """,
                [before]
            )
            try Self.deleteExpiredBatches(before, database)
            try database.giveBackPages()
            return uploads
        }
        for upload in orphaned { await dropUpload(upload) }
    }

    private func sweepUploads() async throws(StoreError) {
        let (uploads, now) = (uploads, clock.now.wall)
        let old = try await FileSystemCalls.attempt { () throws(FileError) in try uploads.sweepIncoming(now: now) }
        let keep = policy.keepUploads
        let unneeded = try await read { database in try old.filter { try !Self.isNeeded($0, keep, database) } }
        for digest in unneeded { await dropUpload(digest) }
    }
}
