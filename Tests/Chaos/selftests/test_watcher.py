"""The watcher sees what happens in a table: falling epochs, lost claims, rescues, uploads that vanish."""

import os
import sqlite3
import subprocess
import tempfile
import threading
import time
import unittest
from collections.abc import Callable
from pathlib import Path

from chaos.fleet import Fleet
from chaos.history import Epoch, Event, History, Lost, MissingUpload, Rescue, read
from chaos.locks import LockProbe
from chaos.pauses import Pauses
from chaos.setup import Setup
from chaos.watcher import Watcher

SCHEMA = """
    PRAGMA journal_mode = WAL;
    CREATE TABLE recognitions (id INTEGER PRIMARY KEY, epoch INTEGER, state TEXT, worker TEXT, upload TEXT);
    CREATE TABLE workers (id TEXT PRIMARY KEY, pid INTEGER, slots INTEGER, started_at INTEGER);
"""


class Watched(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.setup = Setup(1, 1, 2.0, Path(folder.name))
        self.setup.uploads.mkdir(parents=True)
        self.database = sqlite3.connect(self.setup.database, isolation_level=None)
        self.addCleanup(self.database.close)
        self.database.executescript(SCHEMA)
        self.history = History(self.setup.history)
        self.addCleanup(self.history.close)
        self.stop = threading.Event()
        pauses = Pauses()
        locks = LockProbe(self.setup, self.history, pauses, self.stop)
        self.watcher = Watcher(self.setup, self.history, Fleet(self.setup, self.history), pauses, locks, self.stop)

    def seen(self, *changes: Callable[[], object]) -> list[Event]:
        """What is noted while the changes happen one after the other."""
        thread = threading.Thread(target=self.watcher.run)
        thread.start()
        for change in changes:
            self._wait_for_a_look(thread)
            change()
        self._wait_for_a_look(thread)
        self.stop.set()
        thread.join()
        return list(read(self.setup.history))

    def _wait_for_a_look(self, thread: threading.Thread) -> None:
        """One that began after this did: the second that ends from now on."""
        seen = self.watcher.looks
        while self.watcher.looks < seen + 2 and thread.is_alive():
            time.sleep(0.005)

    def sql(self, statement: str, *values: object) -> Callable[[], object]:
        return lambda: self.database.execute(statement, values)

    def test_a_falling_epoch(self) -> None:
        self.setup.uploads.joinpath("aa").touch()
        noted = self.seen(
            self.sql("INSERT INTO recognitions VALUES (1, 3, 'running', 'w', 'aa')"),
            self.sql("UPDATE recognitions SET epoch = 2"),
        )
        self.assertEqual({type(event) for event in noted}, {Epoch})
        self.assertEqual(noted[0], Epoch(1, 3, 2))

    def test_an_upload_that_vanishes(self) -> None:
        noted = self.seen(self.sql("INSERT INTO recognitions VALUES (1, 0, 'queued', NULL, 'aa')"))
        self.assertEqual(noted, [MissingUpload(1, "aa")])

    def test_a_claim_whose_worker_is_killed(self) -> None:
        self.setup.uploads.joinpath("aa").touch()
        with subprocess.Popen(["sleep", "60"]) as worker:
            workers = (worker.pid, os.getpid())
            self.database.execute("INSERT INTO workers VALUES ('w', ?, 1, 0), ('v', ?, 1, 0)", workers)
            self.database.execute("INSERT INTO recognitions VALUES (1, 1, 'running', 'w', 'aa')")

            def kill() -> None:
                self.watcher.killed(worker.pid, time.monotonic())
                worker.kill()

            noted = self.seen(kill, self.sql("UPDATE recognitions SET epoch = 2, worker = 'v'"))
        lost, rescue = noted
        self.assertEqual(lost, Lost(1, 1, f"worker {worker.pid} ended"))
        assert isinstance(rescue, Rescue) and rescue.seconds is not None
        self.assertEqual((rescue.recognition, rescue.epoch, rescue.excuse), (1, 1, None))
        self.assertTrue(0 < rescue.seconds < 4, rescue)
