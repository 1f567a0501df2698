"""A run made by hand that holds, and a way to break one thing in it."""

import sqlite3
import tempfile
import unittest
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from chaos.checks import violations
from chaos.checks.evidence import Evidence, gather
from chaos.history import Answered, CancelAsked, Drawn, Event, History, Lost, Rescue, Seen, Stopped

LEASE = 2.0
SCHEMA = """
    CREATE TABLE recognitions (id INTEGER PRIMARY KEY, state TEXT, epoch INTEGER, losses INTEGER, upload TEXT);
    CREATE TABLE results (recognition INTEGER PRIMARY KEY, text TEXT);
    CREATE TABLE jobs (id TEXT PRIMARY KEY, recognition INTEGER, state TEXT, client TEXT, filename TEXT,
        error_code TEXT, error_message TEXT, idempotency_key TEXT);
    CREATE TABLE job_counts (state TEXT PRIMARY KEY, jobs INTEGER);
    CREATE TABLE workers (id TEXT PRIMARY KEY, recognitions INTEGER);
    INSERT INTO recognitions VALUES (1, 'succeeded', 1, 0, 'aa'), (2, 'succeeded', 2, 1, 'bb'),
        (3, 'failed', 2, 1, 'cc'), (4, 'cancelled', 1, 0, 'dd');
    INSERT INTO results VALUES (1, '111 222' || char(10)), (2, '333 444');
    INSERT INTO jobs VALUES
        ('one', 1, 'succeeded', 'c', '1.png', NULL, NULL, NULL),
        ('two', 2, 'succeeded', 'c', '2.png', NULL, NULL, 'k'),
        ('three', 3, 'failed', 'c', '3.png', 'worker_lost', 'Vanished.', NULL),
        ('four', 4, 'cancelled', 'c', '4.png', NULL, NULL, NULL);
    INSERT INTO job_counts VALUES ('succeeded', 2), ('failed', 1), ('cancelled', 1), ('queued', 0);
    INSERT INTO workers VALUES ('w', 2);
"""
EVENTS: list[Event] = [
    Drawn("1.png", "111 222", False),
    Drawn("2.png", "333 444", False),
    Drawn("3.png", "555 666", False),
    Drawn("4.png", "End of the register", True),
    Answered("c", "POST /extract-text", "1.png", 200, "one", text="111 222\n"),
    Answered("c", "POST /jobs", "2.png", None, key="k"),
    Answered("c", "POST /jobs", "2.png", 202, "two", key="k"),
    Answered("c", "POST /jobs", "3.png", 202, "three"),
    Answered("c", "POST /jobs", "4.png", 202, "four"),
    Seen("one", 200, "succeeded", "111 222\n"),
    Seen("two", 200, "running"),
    CancelAsked("four", 200),
    Lost(2, 1, "killed"),
    Lost(3, 1, "killed"),
    Lost(3, 2, "killed"),
    Rescue(2, 1, 2.1),
    Rescue(3, 1, 9.0, "no worker was there"),
    Stopped("api-a.1", 0, 1.0, 9.0),
]


class Run:
    """A run's folder with a history and tables that hold."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.events = list(EVENTS)
        (folder / "uploads").mkdir()
        (folder / "logs").mkdir()
        self.sql(SCHEMA)

    def sql(self, statements: str) -> None:
        with closing(sqlite3.connect(self._folder / "database")) as database:
            database.executescript(statements)

    def log(self, text: str) -> None:
        (self._folder / "logs" / "worker.log").write_text(text)

    def gather(self) -> Evidence:
        path = self._folder / "history.jsonl"
        history = History(path)
        for event in self.events:
            history.add(event)
        history.close()
        return gather(LEASE, path, self._folder / "database", self._folder / "uploads", self._folder / "logs")


class BrokenRuns(unittest.TestCase):
    """For tests that break one thing and see it reported."""

    def broken(self, change: Callable[[Run], object]) -> dict[str, list[str]]:
        """What is reported of a run that holds but for one change, by check; only the checks that are broken."""
        with tempfile.TemporaryDirectory() as folder:
            run = Run(Path(folder))
            change(run)
            return {name: list(map(str, found)) for name, found in violations(run.gather()).items() if found}

    def assert_broken(self, check: str, words: str, change: Callable[[Run], object]) -> None:
        found = self.broken(change)
        self.assertIn(check, found, f"nothing is reported, or by others: {found}")
        self.assertTrue(any(words in violation for violation in found[check]), found)

    def assert_event(self, check: str, words: str, *events: Event) -> None:
        self.assert_broken(check, words, lambda run: run.events.extend(events))

    def assert_sql(self, check: str, words: str, statements: str) -> None:
        self.assert_broken(check, words, lambda run: run.sql(statements))
