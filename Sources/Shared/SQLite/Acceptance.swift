// Writing one submission: as an answered job, as a job of a recognition under way, or as work of its own.

import GRDB

/// What happens inside the transaction that accepts a job.
struct Acceptance {
    let submission: Submission
    let now: StoreTime
    let policy: SQLiteStore.Policy
    let uploads: UploadFolder

    /// The job that the submission made, or the one that its key made before.
    func write(to database: Database, _ hints: inout [WakeHint]) throws -> JobID {
        if let earlier = try jobOfKey(database) { return earlier }
        if try !answerFromCache(database), try !joinUnderWay(database) {
            try checkRoom(database)
            try addJob(database, recognition: try addRecognition(database), state: .queued)
            hints.append(.work)
        }
        try Failpoint.acceptAfter.pass()
        return submission.id
    }

    /// Throws where the key stands for another image or for other options.
    private func jobOfKey(_ database: Database) throws -> JobID? {
        guard let key = submission.idempotencyKey,
            let row = try database.row(
                """
                SELECT jobs.id, jobs.priority, upload, language, psm, preprocess
                FROM jobs JOIN recognitions ON recognitions.id = jobs.recognition
                WHERE client = ? AND idempotency_key = ?
                """,
                [submission.client, key]
            )
        else { return nil }
        let isSame =
            row["upload"] == submission.upload.digest && row["priority"] == submission.priority
            && JobRow.options(in: row) == submission.options
        guard isSame, let id = JobID(row["id"] as String) else { throw StoreError.keyReused }
        return id
    }

    private func answerFromCache(_ database: Database) throws -> Bool {
        guard let fingerprint = submission.fingerprint,
            let row = try SQLiteStore.freshRow(
                database,
                fingerprint,
                now: now.wallMilliseconds,
                timeToLive: policy.cacheTimeToLive
            )
        else { return false }
        try addJob(database, recognition: row["id"], state: .succeeded)
        return true
    }

    private func joinUnderWay(_ database: Database) throws -> Bool {
        guard let fingerprint = submission.fingerprint,
            let row = try database.row(
                """
                SELECT id, state FROM recognitions
                WHERE fingerprint = ? AND state IN ('queued', 'delayed', 'running')
                """,
                [fingerprint.hex]
            ), let state = JobState(rawValue: row["state"])
        else { return false }
        // The newest of its jobs may wait as long as any.
        try database.run(
            "UPDATE recognitions SET queued_uptime = ?, boot = ? WHERE id = ? AND state = 'queued'",
            [now.uptime, now.boot, row["id"] as Int64]
        )
        try addJob(database, recognition: row["id"], state: state)
        return true
    }

    private func checkRoom(_ database: Database) throws {
        let waiting: Int? = try database.value("SELECT sum(jobs) FROM job_counts WHERE state IN ('queued', 'delayed')")
        if let waiting, waiting >= policy.queueLimit { throw StoreError.queueFull }
        guard uploads.contains(submission.upload.digest) else { throw StoreError.uploadMissing }
    }

    private func addRecognition(_ database: Database) throws -> Int64 {
        try database.run(
            """
            INSERT INTO recognitions (fingerprint, upload, format, width, height, language, psm, preprocess,
                state, boot, queued_uptime, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?)
            """,
            [
                submission.fingerprint?.hex, submission.upload.digest, submission.image.format.rawValue,
                submission.image.width, submission.image.height, submission.options.language,
                submission.options.pageSegmentation, submission.options.preprocessing.rawValue,
                now.boot, now.uptime, now.wallMilliseconds,
            ]
        )
        return database.lastInsertedRowID
    }

    private func addJob(_ database: Database, recognition: Int64, state: JobState) throws {
        let time = now.wallMilliseconds
        try database.run(
            """
            INSERT INTO jobs (id, recognition, state, client, priority, idempotency_key, filename, cached,
                created_at, started_at, finished_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                submission.id.description, recognition, state.rawValue, submission.client, submission.priority,
                submission.idempotencyKey, submission.filename, state == .succeeded, time,
                state == .running ? time : nil, state.isFinal ? time : nil,
            ]
        )
        if state == .queued { try WaitingLine(database: database).join(submission.client) }
    }
}
