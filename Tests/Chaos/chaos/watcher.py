"""Reads the tables every 50 ms while the service runs, and notes what must not be, and what becomes of lost claims."""

import threading
import time
from collections import Counter

from chaos import family
from chaos.fleet import Fleet
from chaos.history import Epoch, History, Lost, MissingUpload, Rescue
from chaos.locks import LockProbe
from chaos.pauses import Pauses
from chaos.rescue import WATCH_LIMIT, Stalls, Watch
from chaos.setup import Setup
from chaos.tables import Recognition, Tables, Worker

PAUSE = 0.05
FULL_LOOK_EVERY = 20
"""Looks, of which one is at all recognitions."""


class Watcher:
    def __init__(
        self, setup: Setup, history: History, fleet: Fleet, pauses: Pauses, locks: LockProbe, stop: threading.Event
    ) -> None:
        self._setup = setup
        self._fleet = fleet
        self._history = history
        self._pauses = pauses
        self._locks = locks
        self._stop = stop
        self._epochs: dict[int, int] = {}
        self._dead: set[str] = set()
        self._killed: dict[int, float] = {}
        self._watches: list[Watch] = []
        self._missing: set[str] = set()
        self._stalls = Stalls()
        self.looks = 0
        """That are over."""

    def killed(self, worker: int, moment: float) -> None:
        """A worker is being killed: what it has is to be rescued. To be called before the kill."""
        self._killed[worker] = moment

    def run(self) -> None:
        tables = Tables(self._setup.database)
        while not self._stop.wait(PAUSE):
            self._look(tables)
            if (self.looks + 1) % FULL_LOOK_EVERY == 0:
                self._look_at_all(tables)
            self.looks += 1
        self._look_at_all(tables)
        for watch in self._watches:
            self._finish(watch, time.monotonic(), None)

    def _look(self, tables: Tables) -> None:
        # Who is dead now can change nothing any more: what the table then says is what they had.
        workers = [worker for worker in tables.workers() if worker.id not in self._dead]
        dead = [worker for worker in workers if not family.is_alive(worker.pid)]
        running, now = tables.running(), time.monotonic()
        self._stalls.note(now)
        for worker in dead:
            self._bury(worker, running, now)
        fresh = self._note_epochs({row.id: row.epoch for row in running})
        self._follow(tables, running, [worker for worker in workers if worker not in dead], fresh, now)

    def _bury(self, worker: Worker, running: list[Recognition], now: float) -> None:
        self._dead.add(worker.id)
        moment = self._killed.pop(worker.pid, None)
        for row in running:
            if row.worker == worker.id:
                self._history.add(Lost(row.id, row.epoch, f"worker {worker.pid} ended"))
                if moment is not None:
                    self._watches.append(Watch(row.id, row.epoch, min(moment, now), self._setup.lease))

    def _note_epochs(self, epochs: dict[int, int]) -> bool:
        """Whether something was claimed for the first time since the last look."""
        fresh = False
        for recognition, epoch in epochs.items():
            before = self._epochs.get(recognition, 0)
            fresh = fresh or epoch > 0 == before
            if epoch < before:
                self._history.add(Epoch(recognition, before, epoch))
            self._epochs[recognition] = max(before, epoch)
        return fresh

    def _follow(
        self, tables: Tables, running: list[Recognition], workers: list[Worker], fresh: bool, now: float
    ) -> None:
        if not self._watches:
            return
        usable = [worker for worker in workers if not self._is_out(worker.pid)]
        taken = Counter(row.worker for row in running)
        free = {worker.id for worker in usable if taken[worker.id] < worker.slots}
        rows = tables.recognitions([watch.recognition for watch in self._watches])
        going_on = []
        for watch in self._watches:
            watch.note(now, len(usable), free, fresh)
            row = rows.get(watch.recognition)
            if row and row.epoch == watch.epoch and row.is_live and now - watch.start < WATCH_LIMIT:
                going_on.append(watch)
            else:
                rescued = row is not None and (row.epoch > watch.epoch or not row.is_live)
                self._finish(watch, now, now - watch.start if rescued else None)
        self._watches = going_on

    def _is_out(self, worker: int) -> bool:
        """Whether it can claim nothing: it is stopped, or was told to end."""
        return self._pauses.has(worker) or self._fleet.is_leaving(worker)

    def _finish(self, watch: Watch, now: float, seconds: float | None) -> None:
        late = seconds is None or seconds > 2 * watch.lease
        lock_stopped = self._locks.touched(watch.start, now)
        excuse = watch.excuse(lock_stopped, self._stalls.touched(watch.start, now)) if late else None
        self._history.add(Rescue(watch.recognition, watch.epoch, seconds, excuse))

    def _look_at_all(self, tables: Tables) -> None:
        self._note_epochs(tables.epochs())
        missing = {row.upload: row.id for row in tables.live() if not self._setup.uploads.joinpath(row.upload).exists()}
        # What was live when it was read may have ended before its file was looked for: a second look decides.
        still = {row.upload for row in tables.live()}
        for upload in missing.keys() & still - self._missing:
            if not self._setup.uploads.joinpath(upload).exists() and upload in {row.upload for row in tables.live()}:
                self._missing.add(upload)
                self._history.add(MissingUpload(missing[upload], upload))
