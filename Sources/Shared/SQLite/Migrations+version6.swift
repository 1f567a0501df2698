// The sixth version of the schema: figures that outlive processes, and jobs that know the request they came from.

extension Migrations {
    /// `job_endings` counts in the transaction that ends a job; `metric_totals` is what workers add now and then, in
    /// the form in which Prometheus reads it.
    static let version6 = """
        ALTER TABLE jobs ADD COLUMN request_id TEXT;
        ALTER TABLE jobs ADD COLUMN traceparent TEXT;

        CREATE TABLE job_endings (
            state TEXT NOT NULL,
            error_code TEXT NOT NULL,
            jobs INTEGER NOT NULL CHECK (jobs >= 0),
            PRIMARY KEY (state, error_code)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER jobs_ended AFTER UPDATE OF state ON jobs
        WHEN NEW.state IN ('succeeded', 'failed', 'cancelled') AND OLD.state NOT IN ('succeeded', 'failed', 'cancelled')
        BEGIN
            INSERT INTO job_endings VALUES (NEW.state, coalesce(NEW.error_code, ''), 1)
                ON CONFLICT (state, error_code) DO UPDATE SET jobs = jobs + 1;
        END;
        CREATE TRIGGER jobs_born_final AFTER INSERT ON jobs WHEN NEW.state IN ('succeeded', 'failed', 'cancelled')
        BEGIN
            INSERT INTO job_endings VALUES (NEW.state, coalesce(NEW.error_code, ''), 1)
                ON CONFLICT (state, error_code) DO UPDATE SET jobs = jobs + 1;
        END;

        CREATE TABLE metric_totals (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            labels TEXT NOT NULL,
            value REAL NOT NULL,
            UNIQUE (name, labels)
        ) STRICT;

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
                recognitions.worker, jobs.recognition, jobs.request_id, jobs.traceparent
            FROM jobs JOIN recognitions ON recognitions.id = jobs.recognition;
        UPDATE facts SET value = 4 WHERE name = 'views_version';
        """
}
