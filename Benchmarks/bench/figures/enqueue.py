"""Durable `POST /jobs` a second, beside a bare program that does the same durable writes."""

import os
from contextlib import closing
from pathlib import Path
from statistics import median

from bench import bare, images
from bench.plan import Bench
from bench.processes import MeasuringError
from bench.report import Outcome, Row
from bench.service import lector, publish_identity, read_only
from bench.stats import median_ratio, spread
from bench.wrk import Measured, Poster

CLIENTS = (64, 16, 1)
QUEUE_LIMIT = 1_000_000_000


def measure(bench: Bench) -> Outcome:
    """At several numbers of clients; the aim is for the most."""
    outcome = Outcome()
    for clients in CLIENTS:
        measured = _measure(bench, clients, "≥ 0.5" if clients == max(CLIENTS) else "")
        outcome.rows += measured.rows
        outcome.notes += measured.notes
    return outcome


def _measure(bench: Bench, clients: int, aim: str) -> Outcome:
    """Fresh folders every round; what the round before left to write is on disk before the next begins.

    Nothing is deleted before the run ends: without a journal ext4 looks at every inode that was deleted in the last
    seconds when it makes a file (`recently_deleted` in fs/ext4/ialloc.c), which would halve the rates of later rounds.
    """
    image = images.image_of_20_kb()
    poster, file = Poster(image, bench.work), image.write(bench.work)
    ours: list[Measured] = []
    theirs: list[float] = []
    for number in range(bench.plan.load_rounds):
        for side in ("lector", "bare")[:: -1 if number % 2 else 1]:
            os.sync()
            if side == "lector":
                ours.append(_post_jobs(bench, poster, clients, f"{clients}-clients-{number}-"))
            else:
                result = bare.durable_writes(bench.work / f"bare-{clients}-{number}", clients, bench.plan.load_seconds, file)
                theirs.append(result["writes"] / result["seconds"])
    return _outcome(ours, theirs, clients, aim, len(image.content))


def _post_jobs(bench: Bench, poster: Poster, clients: int, mark: str) -> Measured:
    folder = bench.work / f"enqueue-{mark}"
    publish_identity(bench, folder)
    with lector(bench, folder, workers=0, queue_limit=QUEUE_LIMIT) as service:
        measured = poster.distinct(service.port, "/jobs", clients, bench.plan.load_seconds, mark)
    _check_kept(folder, measured.requests - measured.failed)
    return measured


def _check_kept(folder: Path, acknowledged: int) -> None:
    """Every job that a client was told of is a row and a file."""
    with closing(read_only(folder / "lector.sqlite")) as database:
        (rows,) = database.execute("SELECT count(*) FROM jobs WHERE state = 'queued'").fetchone()
    files = sum(1 for entry in os.scandir(folder / "uploads") if entry.is_file())
    if rows < acknowledged or files < acknowledged:
        raise MeasuringError(f"{acknowledged} jobs were acknowledged, but there are {rows} rows and {files} files")


def _outcome(ours: list[Measured], theirs: list[float], clients: int, aim: str, size: int) -> Outcome:
    rates = [run.rate for run in ours]
    p50, p99 = median(run.p50_ms for run in ours), median(run.p99_ms for run in ours)
    row = Row(
        f"durable `POST /jobs` a second, {clients} clients",
        f"{median(rates):,.0f} (p50 {p50:.0f} ms, p99 {p99:.0f} ms)",
        f"bare durable writes, {clients} threads: {median(theirs):,.0f}",
        f"**{median_ratio(rates, theirs):.2f}**",
        aim,
    )
    notes = [
        f"{clients} clients: images of {size} bytes and some more that differ; no worker runs; every acknowledged job is kept",
        f"{clients} clients, Lector: {spread(rates, '.0f')} a second, {sum(run.failed for run in ours)} failed",
        f"{clients} clients, bare: {spread(theirs, '.0f')} a second",
    ]
    return Outcome([row], notes)
