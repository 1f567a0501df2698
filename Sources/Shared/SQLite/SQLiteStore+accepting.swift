// Accepting: from an upload to a job that survives whatever comes.

import GRDB

extension SQLiteStore {
    package func enqueue(_ submission: Submission) async throws(StoreError) -> Job {
        let accepted = await Result { () async throws(StoreError) in try await accept(submission) }
        await submission.upload.discard()
        // Refused, or answered at once: nobody will read the file. Whether others need it is looked at again.
        if (try? accepted.get())?.state.isFinal ?? true { await dropUpload(submission.upload.digest) }
        return try accepted.get()
    }

    package func cachedResult(for fingerprint: Fingerprint) async throws(StoreError) -> CachedResult? {
        let now = clock.now.wallMilliseconds
        let timeToLive = policy.cacheTimeToLive
        return try await read { database in
            guard let row = try Self.freshRow(database, fingerprint, now: now, timeToLive: timeToLive) else {
                return nil
            }
            let age = Duration.milliseconds(now - (row["finished_at"] as Int64))
            return CachedResult(result: JobRow.result(in: row), freshFor: timeToLive - age)
        }
    }

    package func cancel(_ id: JobID) async throws(StoreError) -> Cancellation {
        let now = clock.now
        let changed = try await writes.write(.durable) { database, aftermath in
            try Self.cancel(id, database, now: now, &aftermath)
        }
        guard let job = try await job(id) else { return .unknown }
        guard let recognition = changed else { return .alreadyFinal(job) }
        await dropUpload(ofRecognition: recognition)
        return .cancelled(job)
    }

    /// Between the look for the upload's file and the commit the file may have gone with the last job that needed it.
    private func accept(_ submission: Submission) async throws(StoreError) -> Job {
        let time = clock.now
        guard logBytes < policy.logLimit else {
            throw .unavailable("a reader keeps \(logBytes) bytes from leaving the write-ahead log")
        }
        let naming = { @Sendable [uploads] in
            try Failpoint.uploadBefore.pass()
            try uploads.keep(submission.upload)
            try Failpoint.uploadAfter.pass()
        }
        for _ in 0..<3 {
            do throws(StoreError) {
                return try await writes.write(.durable, naming: naming) { [uploads, policy] database, aftermath in
                    let acceptance = Acceptance(submission: submission, now: time, policy: policy, uploads: uploads)
                    return try acceptance.write(to: database, &aftermath)
                }
            } catch  where error == .uploadMissing {
                continue
            }
        }
        throw .uploadMissing
    }

    static func freshRow(
        _ database: Database,
        _ fingerprint: Fingerprint,
        now: Int64,
        timeToLive: Duration
    ) throws -> Row? {
        try database.row(
            """
            SELECT recognitions.id, recognitions.finished_at, \(JobRow.result)
            FROM recognitions JOIN results ON results.recognition = recognitions.id
            WHERE recognitions.fingerprint = ? AND recognitions.state = 'succeeded' AND recognitions.finished_at > ?
            ORDER BY recognitions.finished_at DESC LIMIT 1
            """,
            [fingerprint.hex, now - timeToLive.milliseconds]
        )
    }

    /// The job's recognition where something changed, nil where the job was final or is not there.
    private static func cancel(
        _ id: JobID,
        _ database: Database,
        now: StoreTime,
        _ aftermath: inout Aftermath
    ) throws -> Int64? {
        let row = try database.row(
            """
            UPDATE jobs SET state = 'cancelled', finished_at = ?
            WHERE id = ? AND state IN ('queued', 'delayed', 'running') RETURNING \(EndedJob.columns)
            """,
            [now.wallMilliseconds, id.description]
        )
        guard let ended = row.flatMap(EndedJob.init) else { return nil }
        aftermath.settled([ended])
        let recognition = ended.recognition
        let stopped = try database.run(
            """
            UPDATE recognitions SET state = 'cancelled', finished_at = ?, worker = NULL, lease_uptime = NULL,
                due_uptime = NULL, error_code = NULL, error_message = NULL
            WHERE id = ? AND state IN ('queued', 'delayed', 'running') AND NOT EXISTS (
                SELECT 1 FROM jobs
                WHERE jobs.recognition = recognitions.id AND jobs.state IN ('queued', 'delayed', 'running'))
            """,
            [now.wallMilliseconds, recognition]
        )
        if stopped > 0 { aftermath.wake(.cancelled) }
        return recognition
    }
}
