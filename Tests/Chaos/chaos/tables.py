"""Looks at the job table while the service runs. It never writes, and never holds a transaction open."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

LIVE = "('queued', 'delayed', 'running')"


@dataclass(frozen=True)
class Recognition:
    id: int
    epoch: int
    state: str
    worker: str | None
    upload: str

    @property
    def is_live(self) -> bool:
        return self.state in ("queued", "delayed", "running")


@dataclass(frozen=True)
class Worker:
    id: str
    pid: int
    slots: int


class Tables:
    """A connection of one thread."""

    def __init__(self, database: Path) -> None:
        self._database = read_only(database)

    def running(self) -> list[Recognition]:
        return self._recognitions("state = 'running'")

    def live(self) -> list[Recognition]:
        return self._recognitions(f"state IN {LIVE}")

    def recognitions(self, ids: list[int]) -> dict[int, Recognition]:
        marks = ", ".join("?" * len(ids))
        return {row.id: row for row in self._recognitions(f"id IN ({marks})", ids)}

    def epochs(self) -> dict[int, int]:
        return dict(self._database.execute("SELECT id, epoch FROM recognitions"))

    def workers(self) -> list[Worker]:
        """Those that have shown themselves, the last first."""
        rows = self._database.execute("SELECT id, pid, slots FROM workers ORDER BY started_at DESC")
        return [Worker(*row) for row in rows]

    def running_of(self, pid: int) -> list[Recognition]:
        """What the newest worker with this process id has."""
        worker = next((worker.id for worker in self.workers() if worker.pid == pid), None)
        return [row for row in self.running() if row.worker == worker]

    def unfinished_jobs(self) -> int:
        return int(self._database.execute(f"SELECT count(*) FROM jobs WHERE state IN {LIVE}").fetchone()[0])

    def has_keys(self) -> bool:
        return has_keys(self._database)

    def _recognitions(self, condition: str, values: list[int] | None = None) -> list[Recognition]:
        sql = f"SELECT id, epoch, state, worker, upload FROM recognitions WHERE {condition}"
        return [Recognition(*row) for row in self._database.execute(sql, values or [])]


def read_only(database: Path) -> sqlite3.Connection:
    """Every SELECT is a transaction of its own and sees the newest commit."""
    return sqlite3.connect(f"file:{database}?mode=ro", uri=True, isolation_level=None, timeout=20)


def has_keys(database: sqlite3.Connection) -> bool:
    """Whether jobs have idempotency keys."""
    return any(row[1] == "idempotency_key" for row in database.execute("PRAGMA table_info(jobs)"))
