"""How soon a started process does its first work."""

import time
from contextlib import closing
from pathlib import Path
from statistics import median

from bench import images
from bench.plan import Bench
from bench.report import Outcome, Row
from bench.service import Lector, lector, read_only, submit, wait, wait_until_final, worker
from bench.stats import spread
from bench.wire import Connection

LIMIT = 20


def measure(bench: Bench) -> Outcome:
    api = [_api_ms(bench, number, workers=0) for number in range(bench.plan.starts)]
    whole = [_api_ms(bench, number, workers="auto") for number in range(bench.plan.starts)]
    claims = _worker_ms(bench)
    rows = [
        Row("API start → first answer", f"{median(api):.0f} ms", aim="< 150 ms"),
        Row("worker start → first claim", f"{median(claims):.0f} ms", aim="< 400 ms"),
    ]
    notes = [
        f"API alone on a new data folder: {spread(api, '.0f')} ms",
        f"API while it starts its worker and engines: {spread(whole, '.0f')} ms",
        f"worker by itself: {spread(claims, '.0f')} ms",
    ]
    return Outcome(rows, notes)


def _api_ms(bench: Bench, number: int, workers: object) -> float:
    """From before the process is made to the answer of GET /health, on a data folder that is not there yet."""
    folder = bench.work / f"start-{workers}-{number}"
    start = time.perf_counter()
    with lector(bench, folder, ready=False, workers=workers) as service:
        service.wait_for("/health", pause=0.001)
        return (time.perf_counter() - start) * 1000


def _worker_ms(bench: Bench) -> list[float]:
    """From before the process is made to the claim, by the job's `started_at`, which has whole milliseconds."""
    folder = bench.work / "start-worker"
    with lector(bench, folder, workers=0) as service, Connection(service.port) as connection:
        return [_first_claim_ms(bench, service, connection, folder) for _ in range(bench.plan.starts)]


def _first_claim_ms(bench: Bench, service: Lector, connection: Connection, folder: Path) -> float:
    job = submit(connection, images.tiny())
    start = time.time() * 1000
    with worker(bench, folder), closing(read_only(service.database)) as database:

        def started_at() -> int | None:
            row = database.execute("SELECT started_at FROM jobs WHERE id = ?", (job,)).fetchone()
            return row[0] if row else None

        wait(lambda: started_at() is not None, "the worker's first claim", LIMIT, folder / "worker.log")
        claimed = started_at()
        wait_until_final(connection, job)
    return (claimed or 0) - start
