PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES('1: jobs and recognitions');
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
INSERT INTO recognitions VALUES(1,'c9d9a019cd78ca59f737ffa5fbf0bc54a29c830777b3bd447d6ae45081f57147','1d9f477317e487260e1e4cb5c5886f3538488fb124eb7d24b75cf70a214fe07d','PNG',1240,565,'eng',3,'auto','succeeded',1,1,0,1.0,NULL,'boot-of-the-fixture',2874847,NULL,NULL,1795603642587,1795603642590,1795603643190,NULL,NULL,'{"pipeline":1,"traineddata":{"eng":"7d4322bd2a7749724879683fc3912cb542f19906c83bcc1a52132556427170b2"},"tesseract":"5.3.0"}');
INSERT INTO recognitions VALUES(2,'391aa28263c5135e20b1afe2047bf8cb2c5ee1d50aa3b5848f21cc63f53d2fcb','5646192448400ce30cd97b99a1c2a4c56c3242b235639e2f2c87131c8696b1a9','GIF',1240,1240,'eng',3,'auto','succeeded',1,1,0,1.0,NULL,'boot-of-the-fixture',2875473,NULL,NULL,1795603643212,1795603643216,1795603643312,NULL,NULL,'{"traineddata":{"eng":"7d4322bd2a7749724879683fc3912cb542f19906c83bcc1a52132556427170b2"},"pipeline":1,"tesseract":"5.3.0"}');
INSERT INTO recognitions VALUES(3,'9f75b2d20a6432b6efba6ffca317218679331416adbb8c46e2c2a7f19dca84dc','0997c3a11ec84501d1ace64046c73adfae44a1ab7cb0d1f09d0479b112190b59','BMP',1240,1748,'eng',3,'auto','failed',1,1,0,0.0,NULL,'boot-of-the-fixture',2875606,NULL,NULL,1795603643346,1795603643348,1795603643349,'invalid_image','The image is damaged or incomplete: its pixels do not decode.',NULL);
INSERT INTO recognitions VALUES(4,'5221ae66437731e897825ae2073874659fe1ac423cc80c654c48ade664cd5128','b624f96815c660367d5349cb352cd3d6ca0ae6201a8cf90b07beac6bfe2f016e','PNG',1400,1078,'eng',3,'auto','queued',0,0,0,0.0,NULL,'boot-of-the-fixture',2884656,NULL,NULL,1795603652395,NULL,NULL,NULL,NULL,NULL);
INSERT INTO recognitions VALUES(5,'7c8c07520f3ef01c6995a5da1d0d7722f98b733c1630b40928065af061f73c22','33f1b5d443d4023ccd06769961318cb70268e6d8fd7dd04e533311b09279d864','PNG',1654,1054,'eng',3,'auto','queued',0,0,0,0.0,NULL,'boot-of-the-fixture',2884668,NULL,NULL,1795603652408,NULL,NULL,NULL,NULL,NULL);
INSERT INTO recognitions VALUES(6,'74be6b2cf8cbb3c3c3ffce75f59bb58f5354f097c8aee5328c04180ced60b877','4945272f02c785e13dab425c9b008bb4683b11e6c8a40905e06f5ba0a2ac9042','GIF',1654,913,'eng',3,'auto','cancelled',0,0,0,0.0,NULL,'boot-of-the-fixture',2884681,NULL,NULL,1795603652420,NULL,1795603652431,NULL,NULL,NULL);
CREATE TABLE results (
    recognition INTEGER PRIMARY KEY REFERENCES recognitions (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    words INTEGER NOT NULL CHECK (words >= 0),
    preprocessing TEXT NOT NULL,
    pages TEXT NOT NULL,
    duration_ms INTEGER NOT NULL CHECK (duration_ms >= 0)
) STRICT;
INSERT INTO results VALUES(1,replace('Terms of hire\n\n1. The hirer must be at least 21 years old and have held a full licence for no less than two years. The licence is shown when the van\nis collected; a copy on a telephone is not enough.\n\n2. The day of hire runs from 8.00 to 8.00. A van that is returned up to one hour late is charged at £12; after that a further day is due.\nKeys may be left in the box at night, but the hire ends only when the office next opens.\n\n3. A deposit of £250 is held on the hirer''s card and released within five working days of the return, less the price of missing fuel, of\ncleaning where it is needed, and of damage up to the amount of the excess.\n\n4. The excess is £750 for each event. It may be lowered to £150 for £9.50 a day. Tyres, glass, the roof and the underside are not\ncovered by the lower excess, nor is the load.\n\n5. The van may not be taken abroad, used to tow, driven on unmade roads, or lent to anyone who is not named on the agreement.\nSmoking in the cab costs £80.\n\n6. Charges for parking, tolls and speeding are passed on with £25 for our work. We answer the authority that asks with the name and\naddress of the hirer.\n\n7. Should the van break down, call the number on the key ring. Repairs over £40 need our consent. Where the fault is ours, we bring\nanother van within four hours or give the day''s hire back.','\n',char(10)),0.96342910447761076486,268,'grey','[]',596);
INSERT INTO results VALUES(2,replace('SUMMER\nCONCERT\n\nin the castle garden\nSaturday 6 July\n7.30 pm\n\nBring a blanket and a friend','\n',char(10)),0.96200000000000018829,17,'grey','[]',93);
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
INSERT INTO jobs VALUES('01a21251-38da-7a24-8973-d31244539bdb',1,'succeeded','127.0.0.1','4_test.png',0,1795603642587,1795603642590,1795603643190,NULL,NULL);
INSERT INTO jobs VALUES('01a21251-3b4c-7c10-9cef-492789a8972f',2,'succeeded','127.0.0.1','5_test.gif',0,1795603643212,1795603643216,1795603643312,NULL,NULL);
INSERT INTO jobs VALUES('01a21251-3bd1-752a-b339-916d82f460f6',3,'failed','127.0.0.1','bad.bmp',0,1795603643346,1795603643348,1795603643349,'invalid_image','The image is damaged or incomplete: its pixels do not decode.');
INSERT INTO jobs VALUES('01a21251-5f2b-71de-8c3f-b7ed2fe3f68a',4,'queued','127.0.0.1','6_test.png',0,1795603652395,NULL,NULL,NULL,NULL);
INSERT INTO jobs VALUES('01a21251-5f37-7b8d-9249-f0a581f63db0',5,'queued','127.0.0.1','7_test.png',0,1795603652408,NULL,NULL,NULL,NULL);
INSERT INTO jobs VALUES('01a21251-5f44-79da-aaca-ed5fe65e66b0',6,'cancelled','127.0.0.1','8_test.gif',0,1795603652420,NULL,1795603652431,NULL,NULL);
CREATE TABLE job_counts (
    state TEXT PRIMARY KEY,
    jobs INTEGER NOT NULL CHECK (jobs >= 0)
) STRICT, WITHOUT ROWID;
INSERT INTO job_counts VALUES('cancelled',1);
INSERT INTO job_counts VALUES('delayed',0);
INSERT INTO job_counts VALUES('failed',1);
INSERT INTO job_counts VALUES('queued',2);
INSERT INTO job_counts VALUES('running',0);
INSERT INTO job_counts VALUES('succeeded',2);
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
INSERT INTO workers VALUES('b641795e-f5c6-46d5-8229-f54b3b3df54f','host',3859,'0.1.0',2,'{"traineddata":{"eng":"7d4322bd2a7749724879683fc3912cb542f19906c83bcc1a52132556427170b2"},"pipeline":1,"tesseract":"5.3.0"}','boot-of-the-fixture',2872994,2878648,1795603639843,1795603640733,2,545.69999999999993177);
CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO facts VALUES('cache_generation',0);
INSERT INTO facts VALUES('views_version',1);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('recognitions',6);
CREATE INDEX recognitions_queued ON recognitions (id) WHERE state = 'queued';
CREATE INDEX recognitions_delayed ON recognitions (due_uptime) WHERE state = 'delayed';
CREATE INDEX recognitions_running ON recognitions (lease_uptime) WHERE state = 'running';
CREATE UNIQUE INDEX recognitions_live ON recognitions (fingerprint)
    WHERE fingerprint IS NOT NULL AND state IN ('queued', 'delayed', 'running');
CREATE INDEX recognitions_succeeded ON recognitions (fingerprint, finished_at) WHERE state = 'succeeded';
CREATE INDEX recognitions_upload ON recognitions (upload, state);
CREATE INDEX jobs_recognition ON jobs (recognition, state);
CREATE INDEX jobs_state ON jobs (state, id);
CREATE INDEX jobs_finished ON jobs (finished_at) WHERE finished_at IS NOT NULL;
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
COMMIT;
