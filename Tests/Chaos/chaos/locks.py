"""Watches the write lock: a stopped process that holds it stops every writer of the file."""

import sqlite3
import threading
import time

from chaos.catching import takes_lock
from chaos.history import History, LockStop, Lost
from chaos.pauses import Pauses
from chaos.setup import Setup
from chaos.tables import Tables

PAUSE = 0.2
PATIENCE = 0.1
NOTED_AFTER = 0.5
"""A lock that is held longer is held by someone who does not run, or on a machine that is too slow to judge by."""
LOSS_AFTER = 0.5
"""Leases. From then on claims may be lost: workers renew them when a third is over, and look every sixth."""


class LockProbe:
    """Asks for the write lock now and then. It writes nothing and never checkpoints."""

    def __init__(self, setup: Setup, history: History, pauses: Pauses, stop: threading.Event) -> None:
        self._path = setup.database
        self._loss_after = LOSS_AFTER * setup.lease
        self._history = history
        self._pauses = pauses
        self._stop = stop
        self._held_since: float | None = None
        self._stops: list[tuple[float, float]] = []

    def run(self) -> None:
        database = sqlite3.connect(self._path, isolation_level=None, timeout=PATIENCE)
        database.execute("PRAGMA wal_autocheckpoint = 0")
        tables = Tables(self._path)
        while not self._stop.wait(PAUSE):
            self._probe(database, tables)
        database.close()

    def touched(self, start: float, end: float) -> bool:
        """Whether writers were stopped at any time between two moments of the monotonic clock."""
        since = self._held_since
        return (since is not None and since <= end) or self.seconds(start, end) > 0

    def seconds(self, start: float, end: float) -> float:
        """For how long writers were stopped in that time, as far as that is over."""
        return sum(max(0.0, min(end, until) - max(start, since)) for since, until in list(self._stops))

    def _probe(self, database: sqlite3.Connection, tables: Tables) -> None:
        start, noted, stopped = time.monotonic(), False, set(self._pauses.names())
        while not takes_lock(database):
            held = time.monotonic() - start
            stopped |= set(self._pauses.names())
            if held > NOTED_AFTER:
                self._held_since = start
            if held > self._loss_after and not noted:
                noted = True
                self._note_losses(tables)
        end = time.monotonic()
        if self._held_since is not None:
            self._stops.append((start, end))
            self._held_since = None
            self._history.add(LockStop(end - start, sorted(stopped)))

    def _note_losses(self, tables: Tables) -> None:
        for row in tables.running():
            self._history.add(Lost(row.id, row.epoch, "nobody could write, and so no lease be renewed"))
