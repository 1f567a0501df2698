// The schema, version by version. Tables are an interface: docs/operations.md describes them and the views.

import GRDB

enum Migrations {
    static func migrator() -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: jobs and recognitions") { try $0.execute(sql: version1) }
        migrator.registerMigration("2: turns, keys and views") { try $0.execute(sql: version2) }
        migrator.registerMigration("3: fewer index entries, several pages") { try $0.execute(sql: version3) }
        migrator.registerMigration("4: more options") { try $0.execute(sql: version4) }
        migrator.registerMigration("5: batches, kept images") { try $0.execute(sql: version5) }
        migrator.registerMigration("6: figures, origins") { try $0.execute(sql: version6) }
        return migrator
    }

    /// Times that end in `_at` are wall time in milliseconds since 1970; those that end in `_uptime` are milliseconds
    /// since the boot that the column `boot` names.
    private static let version1 = """
        CREATE TABLE recognitions (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            fingerprint TEXT,
            upload TEXT NOT NULL CHECK (length(upload) = 64),
            format TEXT NOT NULL,
            width INTEGER NOT NULL CHECK (width > 0),
            height INTEGER NOT NULL CHECK (height > 0),
            language TEXT NOT NULL,
            psm INTEGER NOT NULL,
            preprocess TEXT NOT NULL,
            state TEXT NOT NULL
                CHECK (state IN ('queued', 'delayed', 'running', 'succeeded', 'failed', 'cancelled')),
            epoch INTEGER NOT NULL DEFAULT 0 CHECK (epoch >= 0),
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            losses INTEGER NOT NULL DEFAULT 0 CHECK (losses >= 0),
            progress REAL NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 1),
            worker TEXT,
            boot TEXT NOT NULL,
            queued_uptime INTEGER NOT NULL,
            due_uptime INTEGER,
            lease_uptime INTEGER,
            created_at INTEGER NOT NULL,
            started_at INTEGER,
            finished_at INTEGER,
            error_code TEXT,
            error_message TEXT,
            identity TEXT,
            CHECK ((state = 'running') = (worker IS NOT NULL)),
            CHECK ((state = 'running') = (lease_uptime IS NOT NULL)),
            CHECK ((state = 'delayed') = (due_uptime IS NOT NULL)),
            CHECK ((state IN ('succeeded', 'failed', 'cancelled')) = (finished_at IS NOT NULL)),
            CHECK ((state IN ('failed', 'delayed')) = (error_code IS NOT NULL)),
            CHECK ((error_code IS NULL) = (error_message IS NULL)),
            CHECK ((state = 'succeeded') = (identity IS NOT NULL)),
            CHECK (state <> 'running' OR (epoch > 0 AND attempts > 0))
        ) STRICT;
        CREATE INDEX recognitions_queued ON recognitions (id) WHERE state = 'queued';
        CREATE INDEX recognitions_delayed ON recognitions (due_uptime) WHERE state = 'delayed';
        CREATE INDEX recognitions_running ON recognitions (lease_uptime) WHERE state = 'running';
        CREATE UNIQUE INDEX recognitions_live ON recognitions (fingerprint)
            WHERE fingerprint IS NOT NULL AND state IN ('queued', 'delayed', 'running');
        CREATE INDEX recognitions_succeeded ON recognitions (fingerprint, finished_at) WHERE state = 'succeeded';
        CREATE INDEX recognitions_upload ON recognitions (upload, state);

        CREATE TABLE results (
            recognition INTEGER PRIMARY KEY REFERENCES recognitions (id) ON DELETE CASCADE,
            text TEXT NOT NULL,
            confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
            words INTEGER NOT NULL CHECK (words >= 0),
            preprocessing TEXT NOT NULL,
            pages TEXT NOT NULL,
            duration_ms INTEGER NOT NULL CHECK (duration_ms >= 0)
        ) STRICT;

        CREATE TABLE jobs (
            id TEXT PRIMARY KEY CHECK (length(id) = 36),
            recognition INTEGER NOT NULL REFERENCES recognitions (id),
            state TEXT NOT NULL
                CHECK (state IN ('queued', 'delayed', 'running', 'succeeded', 'failed', 'cancelled')),
            client TEXT NOT NULL,
            filename TEXT,
            cached INTEGER NOT NULL DEFAULT 0 CHECK (cached IN (0, 1)),
            created_at INTEGER NOT NULL,
            started_at INTEGER,
            finished_at INTEGER,
            error_code TEXT,
            error_message TEXT,
            CHECK ((state IN ('succeeded', 'failed', 'cancelled')) = (finished_at IS NOT NULL)),
            CHECK ((state = 'failed') = (error_code IS NOT NULL)),
            CHECK ((error_code IS NULL) = (error_message IS NULL)),
            CHECK (state <> 'running' OR started_at IS NOT NULL),
            CHECK (cached = 0 OR state = 'succeeded')
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX jobs_recognition ON jobs (recognition, state);
        CREATE INDEX jobs_state ON jobs (state, id);
        CREATE INDEX jobs_finished ON jobs (finished_at) WHERE finished_at IS NOT NULL;

        CREATE TABLE job_counts (
            state TEXT PRIMARY KEY,
            jobs INTEGER NOT NULL CHECK (jobs >= 0)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO job_counts VALUES
            ('queued', 0), ('delayed', 0), ('running', 0), ('succeeded', 0), ('failed', 0), ('cancelled', 0);
        CREATE TRIGGER jobs_inserted AFTER INSERT ON jobs BEGIN
            UPDATE job_counts SET jobs = jobs + 1 WHERE state = NEW.state;
        END;
        CREATE TRIGGER jobs_deleted AFTER DELETE ON jobs BEGIN
            UPDATE job_counts SET jobs = jobs - 1 WHERE state = OLD.state;
        END;
        CREATE TRIGGER jobs_moved AFTER UPDATE OF state ON jobs WHEN OLD.state <> NEW.state BEGIN
            UPDATE job_counts SET jobs = jobs - 1 WHERE state = OLD.state;
            UPDATE job_counts SET jobs = jobs + 1 WHERE state = NEW.state;
        END;

        CREATE TABLE workers (
            id TEXT PRIMARY KEY,
            host TEXT NOT NULL,
            pid INTEGER NOT NULL,
            version TEXT NOT NULL,
            slots INTEGER NOT NULL CHECK (slots > 0),
            identity TEXT NOT NULL,
            boot TEXT NOT NULL,
            seen_uptime INTEGER NOT NULL,
            alive_until_uptime INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            seen_at INTEGER NOT NULL,
            recognitions INTEGER NOT NULL DEFAULT 0,
            service_ms REAL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE facts (
            name TEXT PRIMARY KEY,
            value INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO facts VALUES ('views_version', 1), ('cache_generation', 0);

        CREATE VIEW queue AS
            SELECT counts.state, counts.jobs,
                strftime('%Y-%m-%dT%H:%M:%SZ', oldest.created_at / 1000, 'unixepoch') AS oldest,
                CAST(strftime('%s', 'now') - oldest.created_at / 1000 AS INTEGER) AS oldest_age_s
            FROM job_counts AS counts
            LEFT JOIN jobs AS oldest
                ON oldest.id = (SELECT id FROM jobs WHERE state = counts.state ORDER BY id LIMIT 1)
            ORDER BY instr('queued delayed running succeeded failed cancelled', counts.state);
        CREATE VIEW job_list AS
            SELECT jobs.id, jobs.state, jobs.filename, jobs.client, jobs.cached,
                recognitions.format, recognitions.width, recognitions.height, recognitions.language,
                recognitions.attempts, round(recognitions.progress, 2) AS progress,
                strftime('%Y-%m-%dT%H:%M:%SZ', jobs.created_at / 1000, 'unixepoch') AS created,
                strftime('%Y-%m-%dT%H:%M:%SZ', jobs.started_at / 1000, 'unixepoch') AS started,
                strftime('%Y-%m-%dT%H:%M:%SZ', jobs.finished_at / 1000, 'unixepoch') AS finished,
                jobs.finished_at - jobs.created_at AS total_ms,
                coalesce(jobs.error_code, recognitions.error_code) AS error_code,
                coalesce(jobs.error_message, recognitions.error_message) AS error_message,
                recognitions.worker, jobs.recognition
            FROM jobs JOIN recognitions ON recognitions.id = jobs.recognition;
        CREATE VIEW worker_list AS
            SELECT workers.id, host, pid, version, slots, recognitions,
                (SELECT count(*) FROM recognitions WHERE state = 'running' AND worker = workers.id) AS running,
                round(service_ms) AS service_ms,
                strftime('%Y-%m-%dT%H:%M:%SZ', started_at / 1000, 'unixepoch') AS started,
                strftime('%Y-%m-%dT%H:%M:%SZ', seen_at / 1000, 'unixepoch') AS seen
            FROM workers;
        """
}
