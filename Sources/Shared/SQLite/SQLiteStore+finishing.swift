// Finishing: what a worker says of a claim. Every write passes the fence first, in the same transaction.

import FoundationEssentials
import GRDB

extension SQLiteStore {
    package func finish(_ claim: Claim, with outcome: Outcome) async throws(StoreError) -> Bool {
        let now = clock.now
        let held = try await writes.write(.durable) { database, aftermath in
            guard try database.holds(claim) else { return false }
            try Self.store(outcome, of: claim, database, now: now)
            let jobs = try database.settleLiveJobs(of: claim.recognition, as: .succeeded, failure: nil, now: now)
            aftermath.settled(jobs)
            try Failpoint.finishAfter.pass()
            return true
        }
        if held { await dropUpload(claim.upload) }
        return held
    }

    package func fail(
        _ claim: Claim,
        _ failure: JobFailure,
        retryIn delay: Duration?
    ) async throws(StoreError) -> Bool {
        guard let delay else { return try await fail(claim, failure) }
        let clock = clock
        return try await writes.write(.relaxed) { database, _ in
            let now = clock.now
            guard try database.holds(claim) else { return false }
            try database.run(
                """
                UPDATE recognitions SET state = 'delayed', worker = NULL, lease_uptime = NULL, due_uptime = ?,
                    boot = ?, error_code = ?, error_message = ?, progress = 0
                WHERE id = ?
                """,
                [
                    now.uptime + delay.milliseconds, now.boot, failure.code.rawValue, failure.message,
                    claim.recognition,
                ]
            )
            try database.moveLiveJobs(of: claim.recognition, to: .delayed)
            return true
        }
    }

    package func giveBack(_ claims: [Claim]) async throws(StoreError) {
        let now = clock.now
        try await writes.write(.relaxed) { database, aftermath in
            for claim in claims where try database.holds(claim) {
                try database.run(
                    """
                    UPDATE recognitions SET state = 'queued', front = 1, worker = NULL, lease_uptime = NULL,
                        attempts = attempts - 1, progress = 0, queued_uptime = ?, boot = ?
                    WHERE id = ?
                    """,
                    [now.uptime, now.boot, claim.recognition]
                )
                try database.moveLiveJobs(of: claim.recognition, to: .queued)
            }
            aftermath.wake(.work)
        }
    }

    private func fail(_ claim: Claim, _ failure: JobFailure) async throws(StoreError) -> Bool {
        let now = clock.now
        let held = try await writes.write(.durable) { database, aftermath in
            guard try database.holds(claim) else { return false }
            aftermath.settled(try database.failRecognition(claim.recognition, failure, now: now))
            return true
        }
        if held { await dropUpload(claim.upload) }
        return held
    }

    private static func store(_ outcome: Outcome, of claim: Claim, _ database: Database, now: StoreTime) throws {
        let identity = String(decoding: try JSONEncoder().encode(outcome.identity), as: UTF8.self)
        let fingerprint = Fingerprint(image: claim.upload, options: claim.options, identity: outcome.identity)
        let result = outcome.result
        // While the recognition still names its worker.
        try database.run(
            """
            UPDATE workers SET recognitions = recognitions + 1,
                service_ms = coalesce(service_ms * 0.9 + ?1 * 0.1, ?1)
            WHERE id = (SELECT worker FROM recognitions WHERE id = ?2)
            """,
            [Double(result.duration.milliseconds), claim.recognition]
        )
        try database.run(
            """
            UPDATE recognitions SET state = 'succeeded', worker = NULL, lease_uptime = NULL, finished_at = ?,
                progress = 1, identity = ?, fingerprint = ?
            WHERE id = ?
            """,
            [now.wallMilliseconds, identity, fingerprint?.hex, claim.recognition]
        )
        try database.run(
            """
            INSERT INTO results (recognition, text, confidence, words, preprocessing, pages, duration_ms,
                page_list, tries)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                claim.recognition, result.text, min(max(result.confidence, 0), 1), result.wordCount,
                result.preprocessing.joined(separator: " "), String(decoding: outcome.pages, as: UTF8.self),
                result.duration.milliseconds, try JobRow.json(result.pages),
                try JobRow.json(result.tries),
            ]
        )
    }
}
