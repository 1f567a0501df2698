"""Resident memory: of the API before and after load, and of an engine early and late in its life."""

import time

from bench import images, processes
from bench.load import extract_all
from bench.plan import Bench
from bench.processes import MeasuringError
from bench.report import Outcome, Row
from bench.service import Lector, lector

EARLY = 50
NEVER = 1_000_000
"""Pages after which an engine is recycled: not in this run."""
CLIENTS = 2


def measure(bench: Bench) -> Outcome:
    late = bench.plan.engine_pages
    cuts = images.small_images(bench.plan.small_images)
    pages = [cuts[number % len(cuts)] for number in range(late)]
    with lector(bench, bench.work / "memory", workers=1, engine_recycle=NEVER) as service:
        time.sleep(1)
        engine, idle = _engine(service), _megabytes(service.process.pid)
        fresh = _megabytes(engine)
        errors = extract_all(service.port, pages[:EARLY], CLIENTS).errors
        early = _megabytes(engine)
        errors += extract_all(service.port, pages[EARLY:], CLIENTS).errors
        if _engine(service) != engine or errors:
            raise MeasuringError(f"the engine was replaced in between, or {errors} of {late} images failed")
        end, loaded = _megabytes(engine), _megabytes(service.process.pid)
    rows = [
        Row("resident memory of an idle API", f"{idle:.0f} MB", aim="< 60 MB"),
        Row(
            f"… of an engine after {late} pages",
            f"{end:.0f} MB",
            f"after {EARLY}: {early:.0f} MB",
            f"**{end / early:.2f}**",
            "≤ 1.1",
        ),
    ]
    notes = [
        f"engine before its first page {fresh:.0f} MB; API after these {late} requests {loaded:.0f} MB; small images"
    ]
    return Outcome(rows, notes)


def _engine(service: Lector) -> int:
    engines = service.engines()
    if len(engines) != 1:
        raise MeasuringError(f"there are {len(engines)} engines instead of one")
    return engines[0]


def _megabytes(process: int) -> float:
    return processes.resident_bytes(process) / 2**20
