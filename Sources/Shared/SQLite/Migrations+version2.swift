// The second version of the schema: turns, priorities, idempotency keys, pausing, and views for operators.

extension Migrations {
    /// Whose turn it is among the clients with waiting jobs: a row for each of them, and the lowest `turn` is next.
    ///
    /// A row may be left over when a client's last waiting job was cancelled: a claim that finds it removes it.
    static let version2 = """
        ALTER TABLE recognitions ADD COLUMN front INTEGER NOT NULL DEFAULT 0 CHECK (front IN (0, 1));
        ALTER TABLE jobs ADD COLUMN priority INTEGER NOT NULL DEFAULT 2 CHECK (priority BETWEEN 0 AND 4);
        ALTER TABLE jobs ADD COLUMN idempotency_key TEXT;

        DROP INDEX recognitions_queued;
        CREATE INDEX recognitions_queued ON recognitions (boot, queued_uptime) WHERE state = 'queued';
        CREATE INDEX recognitions_front ON recognitions (id) WHERE state = 'queued' AND front = 1;
        CREATE INDEX jobs_waiting ON jobs (client, priority DESC, recognition) WHERE state = 'queued';
        CREATE INDEX jobs_failures ON jobs (error_code, id) WHERE state = 'failed';
        CREATE UNIQUE INDEX jobs_key ON jobs (client, idempotency_key) WHERE idempotency_key IS NOT NULL;

        CREATE TABLE turns (
            client TEXT PRIMARY KEY,
            turn INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX turns_turn ON turns (turn);
        INSERT INTO turns
            SELECT client, row_number() OVER (ORDER BY min(id)) FROM jobs WHERE state = 'queued' GROUP BY client;

        INSERT INTO facts VALUES ('turn', (SELECT count(*) FROM turns)), ('paused', 0);

        CREATE VIEW queue_summary AS
            SELECT (SELECT value FROM facts WHERE name = 'paused') AS paused,
                max(iif(state = 'queued', jobs, 0)) AS queued,
                max(iif(state = 'delayed', jobs, 0)) AS delayed,
                max(iif(state = 'running', jobs, 0)) AS running,
                max(iif(state = 'failed', jobs, 0)) AS failed,
                (SELECT count(DISTINCT client) FROM jobs WHERE state = 'queued') AS clients_waiting,
                (SELECT CAST(strftime('%s', 'now') - min(queued_at) / 1000 AS INTEGER) FROM (
                    SELECT created_at AS queued_at FROM jobs WHERE state IN ('queued', 'delayed') ORDER BY id LIMIT 1)
                ) AS oldest_wait_s,
                (SELECT coalesce(sum(slots), 0) FROM workers
                    WHERE seen_at > 1000 * strftime('%s', 'now') - 60000 AND alive_until_uptime > seen_uptime) AS slots
            FROM job_counts;
        CREATE VIEW jobs_running AS
            SELECT jobs.id, jobs.filename, jobs.client, jobs.priority, recognitions.attempts,
                round(recognitions.progress, 2) AS progress,
                strftime('%Y-%m-%dT%H:%M:%SZ', jobs.started_at / 1000, 'unixepoch') AS started,
                CAST(strftime('%s', 'now') - jobs.started_at / 1000 AS INTEGER) AS running_s,
                recognitions.worker, workers.host, workers.pid, jobs.recognition, recognitions.epoch
            FROM jobs JOIN recognitions ON recognitions.id = jobs.recognition
                LEFT JOIN workers ON workers.id = recognitions.worker
            WHERE jobs.state = 'running' ORDER BY jobs.id;
        CREATE VIEW jobs_failed AS
            SELECT jobs.id, jobs.error_code, jobs.error_message, jobs.filename, jobs.client, recognitions.attempts,
                strftime('%Y-%m-%dT%H:%M:%SZ', jobs.created_at / 1000, 'unixepoch') AS created,
                strftime('%Y-%m-%dT%H:%M:%SZ', jobs.finished_at / 1000, 'unixepoch') AS finished,
                CAST(strftime('%s', 'now') - jobs.finished_at / 1000 AS INTEGER) AS age_s, jobs.recognition
            FROM jobs JOIN recognitions ON recognitions.id = jobs.recognition
            WHERE jobs.state = 'failed' ORDER BY jobs.id DESC;
        CREATE VIEW clients_waiting AS
            SELECT turns.client, count(*) AS jobs, max(jobs.priority) AS highest_priority,
                strftime('%Y-%m-%dT%H:%M:%SZ', min(jobs.created_at) / 1000, 'unixepoch') AS oldest,
                CAST(strftime('%s', 'now') - min(jobs.created_at) / 1000 AS INTEGER) AS oldest_wait_s
            FROM turns JOIN jobs ON jobs.client = turns.client AND jobs.state = 'queued'
            GROUP BY turns.client ORDER BY turns.turn;
        DROP VIEW worker_list;
        CREATE VIEW worker_list AS
            SELECT workers.id, host, pid, version, slots, recognitions,
                (SELECT count(*) FROM recognitions WHERE state = 'running' AND worker = workers.id) AS running,
                round(service_ms) AS service_ms,
                strftime('%Y-%m-%dT%H:%M:%SZ', started_at / 1000, 'unixepoch') AS started,
                strftime('%Y-%m-%dT%H:%M:%SZ', seen_at / 1000, 'unixepoch') AS seen,
                CAST(strftime('%s', 'now') - seen_at / 1000 AS INTEGER) AS silent_s,
                alive_until_uptime <= seen_uptime AS stopped
            FROM workers;
        UPDATE facts SET value = 2 WHERE name = 'views_version';
        """
}
