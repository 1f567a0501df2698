"""Lector as a running service, or parts of it."""

import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from bench import processes
from bench.images import Image
from bench.plan import Bench
from bench.processes import MeasuringError
from bench.wire import Connection, Response, answers, upload

START_LIMIT = 30
JOB_LIMIT = 120
FINAL = ("succeeded", "failed", "cancelled")


class Lector:
    """A running `lector-api` with whatever it started."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int, database: Path, log: Path) -> None:
        self.process = process
        self.port = port
        self.database = database
        self.log = log

    def wait_for(self, path: str, pause: float = 0.005) -> None:
        """Returns once a GET answers 200; asks after every pause."""
        wait(lambda: self._answers(path), f"GET {path} to answer 200", START_LIMIT, self.log, pause)

    def _answers(self, path: str) -> bool:
        if self.process.poll() is not None:
            raise MeasuringError(f"lector-api ended with {self.process.returncode}: {processes.last_lines(self.log)}")
        return answers(self.port, path)

    def warm_up(self, images: list[Image]) -> None:
        """Every engine has read something, and caches hold nothing that will be sent."""
        with Connection(self.port) as connection:
            for image in images:
                expect(connection.exchange(upload("/extract-text", image.distinct())), 200)

    def family(self) -> list[int]:
        """Process ids of API, worker and engines."""
        return processes.family(self.process.pid)

    def engines(self) -> list[int]:
        return [pid for pid in self.family() if "engine" in processes.arguments(pid)[1:]]

    def slots(self) -> int:
        """Of the worker that showed itself last."""
        with closing(read_only(self.database)) as database:
            row = database.execute("SELECT slots FROM workers ORDER BY seen_at DESC LIMIT 1").fetchone()
        if not row:
            raise MeasuringError("no worker has published itself")
        return int(row[0])


@contextmanager
def lector(bench: Bench, folder: Path, ready: bool = True, **settings: object) -> Iterator[Lector]:
    """A service on a data folder of its own, without a rate limit; `settings` as `workers=0` for LECTOR_WORKERS."""
    folder.mkdir(parents=True, exist_ok=True)
    port, log = processes.free_port(), folder / "api.log"
    env = lector_environment(folder, http_port=port, **settings)
    with processes.running([str(bench.binaries / "lector-api")], log, env) as process:
        service = Lector(process, port, folder / "lector.sqlite", log)
        if ready:
            service.wait_for("/health" if settings.get("workers") == 0 else "/ready")
        yield service


@contextmanager
def worker(bench: Bench, folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A `lector-worker` by itself, on the data folder of a service."""
    env = lector_environment(folder)
    with processes.running([str(bench.binaries / "lector-worker")], folder / "worker.log", env) as process:
        yield process


def lector_environment(folder: Path, **settings: object) -> dict[str, str]:
    chosen = {"database": folder / "lector.sqlite", "rate_limit": "off", "log_level": "error", **settings}
    return processes.environment(**{f"LECTOR_{name.upper()}": str(value) for name, value in chosen.items()})


def publish_identity(bench: Bench, folder: Path) -> None:
    """Has a worker publish what it reads with, so that an API alone computes fingerprints and looks them up."""
    with lector(bench, folder, workers=1):
        pass


def submit(connection: Connection, image: Image) -> str:
    """A new job's id."""
    return job_id(connection.exchange(upload("/jobs", image.distinct())))


def job_id(response: Response) -> str:
    return str(expect(response, 202).get("id"))


def wait_until_final(connection: Connection, job: str) -> None:
    end = time.monotonic() + JOB_LIMIT
    while time.monotonic() < end:
        state = expect(connection.get(f"/jobs/{job}?wait=10"), 200).get("state")
        if state == "succeeded":
            return
        if state in FINAL:
            raise MeasuringError(f"a job ended as {state}")
    raise MeasuringError(f"a job has not ended after {JOB_LIMIT} s")


def expect(response: Response, status: int) -> dict[str, Any]:
    """The JSON of an answer that must have this status."""
    if response.status != status:
        raise MeasuringError(f"answered {response.status} instead of {status}: {response.body[:300]!r}")
    return response.json()


def read_only(database: Path) -> sqlite3.Connection:
    """Every SELECT is a transaction of its own and sees the newest commit."""
    return sqlite3.connect(f"file:{database}?mode=ro", uri=True, isolation_level=None)


def wait(condition: Callable[[], bool], what: str, limit: float, log: Path, pause: float = 0.005) -> None:
    end = time.monotonic() + limit
    while not condition():
        if time.monotonic() > end:
            raise MeasuringError(f"waited {limit:.0f} s for {what}: {processes.last_lines(log)}")
        time.sleep(pause)
