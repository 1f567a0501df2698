"""One run: start, load and faults, settling, a graceful end."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from chaos import family, wire
from chaos.answers import of_job
from chaos.background import Background
from chaos.checks.endings import OUTLIVED
from chaos.client import Client
from chaos.ending import Endings
from chaos.faults import Faults
from chaos.fleet import APIS, WORKERS, Fleet
from chaos.history import Answered, Fault, History, read
from chaos.later import Later
from chaos.locks import LockProbe
from chaos.pauses import Pauses
from chaos.plan import steps
from chaos.setup import Setup
from chaos.tables import Tables
from chaos.watcher import Watcher

CLIENTS = 7
INJECTOR = 99
"""The number of the client whose requests are interrupted."""
TICK = 0.02
START_LIMIT = 60
SETTLE_LIMIT = 180
END_LIMIT = 60
READ_AGAIN = 300
"""Jobs that are asked for once more in the end."""


class CannotRun(Exception):
    """The run says nothing about the service. The text is for people."""


@dataclass
class Session:
    setup: Setup
    history: History

    def __post_init__(self) -> None:
        self._fleet = Fleet(self.setup, self.history)
        self._pauses = Pauses()
        self._later = Later()
        self._background = Background()
        self._clients_stop = threading.Event()
        self._watch_stop = threading.Event()
        self._locks = LockProbe(self.setup, self.history, self._pauses, self._watch_stop)
        self._watcher = Watcher(self.setup, self.history, self._fleet, self._pauses, self._locks, self._watch_stop)
        self._endings = Endings(self._fleet, self.history, self._locks, self._later, self.setup.shutdown)

    def run(self) -> None:
        self._start()
        tables = Tables(self.setup.database)
        self._background.run("watcher", self._watcher.run)
        self._background.run("lock probe", self._locks.run)
        self._start_clients(tables)
        self._inject(tables)
        self._settle(tables)
        self._end()
        if self._background.failures:
            raise CannotRun("\n".join(self._background.failures))

    def _start(self) -> None:
        """One API first: it makes the tables."""
        first, *others = APIS
        self._fleet.start(first)
        self._wait(lambda: len(self._fleet.ports()) == 1, f"{first} to listen", START_LIMIT)
        tables = Tables(self.setup.database)
        self._wait(lambda: bool(tables.workers()), "a worker to show itself", START_LIMIT)
        for name in (*others, WORKERS[0]):
            self._fleet.start(name)
        self._wait(lambda: len(self._fleet.ports()) == len(APIS), "all APIs to listen", START_LIMIT)

    def _start_clients(self, tables: Tables) -> None:
        for number in range(1, CLIENTS + 1):
            client = self._client(number, tables)
            self._background.run(f"client {number}", partial(client.run, self._clients_stop))

    def _client(self, number: int, tables: Tables) -> Client:
        return Client(number, self.setup.seed, self._fleet, self.history, tables.has_keys())

    def _inject(self, tables: Tables) -> None:
        faults = Faults(
            self.setup,
            self._fleet,
            self.history,
            self._pauses,
            self._watcher,
            tables,
            self._endings,
            self._later,
            self._background,
            self._client(INJECTOR, tables),
        )
        end = time.monotonic() + self.setup.seconds
        for step in steps(self.setup.seed):
            due = time.monotonic() + step.gap
            while time.monotonic() < min(due, end):
                self._tick()
            if due > end:
                return
            faults.inject(step)

    def _settle(self, tables: Tables) -> None:
        self._clients_stop.set()
        self._wait(lambda: self._pauses.resume_all() == [] and self._later.is_empty, "faults to be over", START_LIMIT)
        self._background.join("client", 2 * wire.TIMEOUT)
        for name in (*APIS, WORKERS[0]):
            if not self._fleet.members[name].is_up:
                self._fleet.start(name)
        self._wait(lambda: len(self._fleet.ports()) == len(APIS), "all APIs to listen", START_LIMIT)
        with _allowed():
            self._wait(lambda: tables.unfinished_jobs() == 0, "all jobs to end", SETTLE_LIMIT)
        self._read_again()

    def _read_again(self) -> None:
        jobs = sorted({event.job for event in read(self.setup.history) if isinstance(event, Answered) and event.job})
        chosen = random.Random(f"again {self.setup.seed}").sample(jobs, min(READ_AGAIN, len(jobs)))
        for number, job in enumerate(chosen):
            ports = self._fleet.ports()
            response = wire.exchange(ports[number % len(ports)], wire.Request("GET", f"/jobs/{job}"))
            if response:
                self.history.add(of_job(job, response))

    def _end(self) -> None:
        """The watchers first: the last to close the file is to be one of the service."""
        self._watch_stop.set()
        self._background.join("", END_LIMIT)
        for member in self._fleet.members.values():
            if member.is_up:
                self._endings.begin(member, lambda: None)
        self._wait(lambda: self._later.is_empty, "the service to end", END_LIMIT)
        for pid in family.descendants():
            self.history.add(Fault(OUTLIVED, " ".join(family.arguments(pid)), pid))

    def _wait(self, condition: Callable[[], bool], what: str, limit: float) -> None:
        end = time.monotonic() + limit
        while not condition():
            if time.monotonic() > end:
                raise CannotRun(f"waited {limit:.0f} s for {what}")
            self._tick()

    def _tick(self) -> None:
        self._pauses.resume_due()
        self._later.run_due()
        self._fleet.look()
        time.sleep(TICK)


@contextmanager
def _allowed() -> Iterator[None]:
    """What is not settled in time is for the checks to say."""
    try:
        yield
    except CannotRun:
        return
