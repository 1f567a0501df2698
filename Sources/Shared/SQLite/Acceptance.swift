// Writing one submission: as an answered job, as a job of a recognition under way, or as work of its own.

import GRDB

/// What happens inside the transaction that accepts a job.
struct Acceptance {
    let submission: Submission
    let now: StoreTime
    let policy: SQLiteStore.Policy
    let uploads: UploadFolder

    /// The job that the submission made, or the one that its key made before.
    func write(to database: Database, _ aftermath: inout Aftermath) throws -> Job {
        if let earlier = try jobOfKey(database) { return try read(earlier, database) }
        let job: Job
        if try answerFromCache(database, &aftermath) || joinUnderWay(database) {
            job = try read(submission.id, database)
        } else {
            try checkRoom(database)
            job = try addWork(database)
            aftermath.wake(.work)
        }
        try Failpoint.acceptAfter.pass()
        return job
    }

    private func read(_ id: JobID, _ database: Database) throws -> Job {
        guard let job = try SQLiteStore.job(id, database) else {
            throw StoreError.unavailable("an accepted job is not to be found")
        }
        return job
    }

    /// Throws where the key stands for another image or for other options.
    private func jobOfKey(_ database: Database) throws -> JobID? {
        guard let key = submission.idempotencyKey,
            let row = try database.row(
                """
                SELECT jobs.id, jobs.priority, keeps_upload, upload, \(JobRow.options)
                FROM jobs JOIN recognitions ON recognitions.id = jobs.recognition
                WHERE client = ? AND idempotency_key = ?
                """,
                [submission.client, key]
            )
        else { return nil }
        let isSame =
            row["upload"] == submission.upload.digest && row["priority"] == submission.priority
            && row["keeps_upload"] == submission.keepsUpload
            && JobRow.options(in: row) == submission.options
        guard isSame, let id = JobID(row["id"] as String) else { throw StoreError.keyReused }
        return id
    }

    private func answerFromCache(_ database: Database, _ aftermath: inout Aftermath) throws -> Bool {
        guard let fingerprint = submission.fingerprint,
            let row = try SQLiteStore.freshRow(
                database,
                fingerprint,
                now: now.wallMilliseconds,
                timeToLive: policy.cacheTimeToLive
            )
        else { return false }
        if submission.keepsUpload { try checkUpload() }
        try addJob(database, recognition: row["id"], state: .succeeded)
        aftermath.bornFinal(EndedJob(submission, recognition: row["id"]))
        return true
    }

    private func joinUnderWay(_ database: Database) throws -> Bool {
        guard let fingerprint = submission.fingerprint,
            let row = try database.row(
                """
                SELECT id, state FROM recognitions
                WHERE upload = ? AND fingerprint = ? AND state IN ('queued', 'delayed', 'running')
                """,
                [submission.upload.digest, fingerprint.hex]
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
        try checkUpload()
    }

    private func checkUpload() throws {
        guard uploads.contains(submission.upload.digest) else { throw StoreError.uploadMissing }
    }

    /// A job with a recognition of its own; not read back, as it is known.
    private func addWork(_ database: Database) throws -> Job {
        let recognition = try addRecognition(database)
        try addJob(database, recognition: recognition, state: .queued)
        let position = QueuePosition(
            client: submission.client,
            priority: submission.priority,
            recognition: recognition,
            database: database
        )
        return Job(
            id: submission.id,
            state: .queued,
            image: submission.image,
            filename: submission.filename,
            options: submission.options,
            priority: submission.priority,
            keepsUpload: submission.keepsUpload,
            cached: false,
            attempts: 0,
            progress: 0,
            queuePosition: try position.jobsAhead(),
            createdAt: JobRow.date(now.wallMilliseconds)
        )
    }

    private func addRecognition(_ database: Database) throws -> Int64 {
        let options = submission.options
        try database.run(
            """
            INSERT INTO recognitions (fingerprint, upload, format, width, height, language, psm, preprocess,
                orientation, dpi, pages, whitelist, state, boot, queued_uptime, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?)
            """,
            [
                submission.fingerprint?.hex, submission.upload.digest, submission.image.format.rawValue,
                submission.image.width, submission.image.height, options.language,
                options.pageSegmentation, options.preprocessing.rawValue, options.orientation.rawValue,
                options.resolution, options.pages?.text, options.whitelist,
                now.boot, now.uptime, now.wallMilliseconds,
            ]
        )
        return database.lastInsertedRowID
    }

    private func addJob(_ database: Database, recognition: Int64, state: JobState) throws {
        let time = now.wallMilliseconds
        try database.run(
            """
            INSERT INTO jobs (id, recognition, state, client, priority, idempotency_key, filename, keeps_upload, cached,
                created_at, started_at, finished_at, request_id, traceparent)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                submission.id.description, recognition, state.rawValue, submission.client, submission.priority,
                submission.idempotencyKey, submission.filename, submission.keepsUpload, state == .succeeded, time,
                state == .running ? time : nil, state.isFinal ? time : nil, submission.origin?.requestID,
                submission.origin?.traceParent?.text,
            ]
        )
        if state == .queued { try WaitingLine(database: database).join(submission.client) }
    }
}
