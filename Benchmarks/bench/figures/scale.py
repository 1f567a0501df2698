"""Whether a million jobs that are over make the next one wait."""

from contextlib import ExitStack
from pathlib import Path

from bench import images
from bench.figures.pickup import WARM_UP
from bench.filling import fill
from bench.plan import Bench
from bench.probe import probing
from bench.report import Outcome, Row
from bench.service import lector, publish_identity
from bench.stats import percentile

FEW = 1000


def measure(bench: Bench) -> Outcome:
    many = bench.plan.scale_rows
    folders = {count: bench.work / f"rows-{count}" for count in (FEW, many)}
    seconds = {count: _filled(bench, folder, count) for count, folder in folders.items()}
    size = (folders[many] / "lector.sqlite").stat().st_size / 2**20
    values = _by_turns(bench, folders)
    row = Row(
        f"commit → engine with {many:,} rows",
        _shown(values[many]),
        f"the same with {FEW:,} rows: {_shown(values[FEW])}",
        f"**{percentile(values[many], 50) / percentile(values[FEW], 50):.2f}**",
        "≤ 2",
    )
    notes = [f"{len(values[many])} jobs to each; filling {many:,} rows took {seconds[many]:.0f} s and {size:.0f} MB"]
    return Outcome([row], notes)


def _filled(bench: Bench, folder: Path, count: int) -> float:
    """A data folder that a service has made and left. Seconds it took to fill."""
    publish_identity(bench, folder)
    return fill(folder / "lector.sqlite", count)


def _by_turns(bench: Bench, folders: dict[int, Path]) -> dict[int, list[float]]:
    """A service on each folder; both get the same jobs, one at a time."""
    image = images.tiny()
    values: dict[int, list[float]] = {count: [] for count in folders}
    with ExitStack() as stack:
        probes = {}
        for count, folder in folders.items():
            service = stack.enter_context(lector(bench, folder))
            service.warm_up([image] * 2 * service.slots())
            probes[count] = stack.enter_context(probing(service))
        for _ in range(WARM_UP + bench.plan.scale_pickups):
            for count, probe in probes.items():
                values[count].append(probe.pickup_ms(image))
    return {count: measured[WARM_UP:] for count, measured in values.items()}


def _shown(values: list[float]) -> str:
    return f"p50 {percentile(values, 50):.2f} ms, p99 {percentile(values, 99):.2f} ms"
