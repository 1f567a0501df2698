"""When a job is committed and when an engine starts on it, seen from outside.

The commit is seen as a new row by a reader of the database; the start of an engine as one of its threads being put on a
processor, which the kernel counts (the third number of /proc/PID/task/TID/schedstat): an idle engine sleeps in a read.
Both are polled, so that a measurement is good to about 0.2 ms.
"""

import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.images import Image
from bench.processes import MeasuringError
from bench.service import Lector, job_id, read_only, wait_until_final
from bench.wire import Connection, upload

POLL_SECONDS = 50e-6
PATIENCE = 10
"""Seconds for one job to be committed and started."""


class Probe:
    """Sends single jobs to an idle service."""

    def __init__(self, service: Lector, connection: Connection) -> None:
        self._connection = connection
        self._database = read_only(service.database)
        engines = service.engines()
        if not engines:
            raise MeasuringError("no engine is running")
        self._counters = [
            Path(f"/proc/{engine}/task/{thread}/schedstat")
            for engine in engines
            for thread in os.listdir(f"/proc/{engine}/task")
        ]

    def close(self) -> None:
        self._database.close()

    def pickup_ms(self, image: Image) -> float:
        """From commit to engine, for one job, which has ended when this returns."""
        request = upload("/jobs", image.distinct())
        newest, timeslices = self._newest(), self._settled()
        self._connection.send(request)
        committed, started = self._watch(newest, timeslices)
        wait_until_final(self._connection, job_id(self._connection.receive()))
        return max(0.0, started - committed) * 1000

    def accept_to_claim_ms(self, count: int) -> list[int]:
        """What the table itself says of the last jobs: from accepting, before the upload is on disk, to the claim."""
        rows = self._database.execute("SELECT started_at - created_at FROM jobs ORDER BY id DESC LIMIT ?", (count,))
        return [row[0] for row in rows if row[0] is not None]

    def _watch(self, newest: int, timeslices: list[str]) -> tuple[float, float]:
        committed = started = 0.0
        end = time.monotonic() + PATIENCE
        while not (committed and started):
            if not committed and self._newest() > newest:
                committed = time.perf_counter()
            if not started and self._timeslices() != timeslices:
                started = time.perf_counter()
            if time.monotonic() > end:
                raise MeasuringError(f"after {PATIENCE} s: committed {committed > 0}, engine started {started > 0}")
            time.sleep(POLL_SECONDS)
        return committed, started

    def _settled(self) -> list[str]:
        """The engines' counters once they have not moved for a while, which is not the same while for every job."""
        before, after = [""], self._timeslices()
        while before != after:
            time.sleep(random.uniform(0.01, 0.03))
            before, after = after, self._timeslices()
        return after

    def _newest(self) -> int:
        (newest,) = self._database.execute("SELECT coalesce(max(id), 0) FROM recognitions").fetchone()
        return int(newest)

    def _timeslices(self) -> list[str]:
        return [counter.read_text().split()[2] for counter in self._counters]


@contextmanager
def probing(service: Lector) -> Iterator[Probe]:
    with Connection(service.port) as connection:
        probe = Probe(service, connection)
        try:
            yield probe
        finally:
            probe.close()
