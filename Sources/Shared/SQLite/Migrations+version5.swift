// The fifth version of the schema: batches, jobs that keep their image, and views that show both.

extension Migrations {
    /// An item of a batch is a job, which may have been deleted since, or a file that was refused: then `refusal` is
    /// what the client was told, a problem document.
    static let version5 = """
        ALTER TABLE jobs ADD COLUMN keeps_upload INTEGER NOT NULL DEFAULT 0 CHECK (keeps_upload IN (0, 1));
        CREATE INDEX jobs_keeping ON jobs (recognition) WHERE keeps_upload = 1;

        CREATE TABLE batches (
            id TEXT PRIMARY KEY CHECK (length(id) = 36),
            client TEXT NOT NULL,
            idempotency_key TEXT,
            created_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX batches_key ON batches (client, idempotency_key) WHERE idempotency_key IS NOT NULL;
        CREATE INDEX batches_created ON batches (created_at);
        CREATE TABLE batch_items (
            batch TEXT NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
            position INTEGER NOT NULL CHECK (position >= 0),
            job TEXT,
            filename TEXT,
            refusal TEXT,
            PRIMARY KEY (batch, position),
            CHECK ((job IS NULL) = (refusal IS NOT NULL))
        ) STRICT, WITHOUT ROWID;

        CREATE VIEW batch_list AS
            SELECT batches.id, batches.client, count(*) AS files,
                count(*) FILTER (WHERE jobs.state IN ('queued', 'delayed', 'running')) AS open,
                count(*) FILTER (WHERE jobs.state = 'succeeded') AS succeeded,
                count(*) FILTER (WHERE jobs.state = 'failed') AS failed,
                count(*) FILTER (WHERE jobs.state = 'cancelled') AS cancelled,
                count(*) FILTER (WHERE batch_items.refusal IS NOT NULL) AS refused,
                strftime('%Y-%m-%dT%H:%M:%SZ', batches.created_at / 1000, 'unixepoch') AS created,
                strftime('%Y-%m-%dT%H:%M:%SZ', max(jobs.finished_at) / 1000, 'unixepoch') AS last_finished
            FROM batches JOIN batch_items ON batch_items.batch = batches.id
                LEFT JOIN jobs ON jobs.id = batch_items.job
            GROUP BY batches.id;
        DROP VIEW job_list;
        CREATE VIEW job_list AS
            SELECT jobs.id, jobs.state, jobs.filename, jobs.client, jobs.priority, jobs.cached, jobs.keeps_upload,
                recognitions.format, recognitions.width, recognitions.height, recognitions.language,
                recognitions.psm, recognitions.preprocess, recognitions.orientation, recognitions.dpi,
                recognitions.pages, recognitions.whitelist,
                recognitions.attempts, round(recognitions.progress, 2) AS progress,
                strftime('%Y-%m-%dT%H:%M:%SZ', jobs.created_at / 1000, 'unixepoch') AS created,
                strftime('%Y-%m-%dT%H:%M:%SZ', jobs.started_at / 1000, 'unixepoch') AS started,
                strftime('%Y-%m-%dT%H:%M:%SZ', jobs.finished_at / 1000, 'unixepoch') AS finished,
                jobs.finished_at - jobs.created_at AS total_ms,
                coalesce(jobs.error_code, recognitions.error_code) AS error_code,
                coalesce(jobs.error_message, recognitions.error_message) AS error_message,
                recognitions.worker, jobs.recognition
            FROM jobs JOIN recognitions ON recognitions.id = jobs.recognition;
        UPDATE facts SET value = 3 WHERE name = 'views_version';
        """
}
