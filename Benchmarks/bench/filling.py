"""A database full of jobs that are over, as one that has served for a while has."""

import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path

_RECOGNITIONS = """
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)
    INSERT INTO recognitions (fingerprint, upload, format, width, height, language, psm, preprocess, state, epoch,
        attempts, boot, queued_uptime, created_at, started_at, finished_at, error_code, error_message, identity)
    SELECT lower(hex(randomblob(32))), lower(hex(randomblob(32))), 'PNG', 1654, 2339, 'eng', 3, 'auto',
        iif(i % 20 = 0, 'failed', 'succeeded'), 1, 1, :boot, i, :now - 600000 + i / 2, :now - 600000 + i / 2,
        :now - 60000, iif(i % 20 = 0, 'recognition_failed', NULL), iif(i % 20 = 0, 'The engine ended.', NULL),
        iif(i % 20 = 0, NULL, :identity)
    FROM n
"""
_RESULTS = """
    INSERT INTO results (recognition, text, confidence, words, preprocessing, pages, duration_ms)
    SELECT id, 'Read by an engine long ago.', 0.95, 6, 'grey', '[]', 500 FROM recognitions WHERE state = 'succeeded'
"""
_JOBS = """
    INSERT INTO jobs (id, recognition, state, client, filename, created_at, started_at, finished_at, error_code,
        error_message)
    SELECT printf('%08x-%04x-7000-8000-%012x', created_at >> 16, created_at & 65535, id), id, state, '127.0.0.1',
        'page.png', created_at, started_at, finished_at, error_code, error_message
    FROM recognitions
"""


def fill(database: Path, count: int) -> float:
    """Adds so many jobs, one in twenty failed, to the database of a service that is not running. Seconds it took."""
    start = time.monotonic()
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -600000", "foreign_keys = OFF"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        (identity,) = connection.execute("SELECT identity FROM workers LIMIT 1").fetchone()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        values = {
            "count": count,
            "boot": boot,
            "now": int(time.time() * 1000),
            "identity": json.dumps(json.loads(identity)),
        }
        connection.execute("BEGIN")
        connection.execute(_RECOGNITIONS, values)
        connection.execute(_RESULTS)
        connection.execute(_JOBS)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
    return time.monotonic() - start
