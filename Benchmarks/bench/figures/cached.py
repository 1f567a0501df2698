"""Answers from the cache: the same 20 kB image posted again and again."""

from contextlib import ExitStack
from statistics import median

from bench import images
from bench.images import Image
from bench.plan import Bench
from bench.processes import MeasuringError
from bench.replaced import AS_IT_WAS, DEPLOYMENTS, replaced
from bench.report import Outcome, Row
from bench.service import expect, lector
from bench.stats import median_ratio, spread
from bench.wire import Connection, upload
from bench.wrk import Measured, Poster

CONNECTIONS = 32
WARM_UP_SECONDS = 1
FILLS = 50
"""Single requests until a cache of several processes must have answered a whole run of them."""


def measure(bench: Bench) -> Outcome:
    image = images.image_of_20_kb()
    poster = Poster(image, bench.work)
    with ExitStack() as stack:
        ports = {"Lector": stack.enter_context(lector(bench, bench.work / "cached")).port}
        for number, (name, options) in enumerate(DEPLOYMENTS.items()):
            ports[name] = stack.enter_context(replaced(bench.work / f"cached-{number}", options))
        for port in ports.values():
            _fill(port, image)
            poster.same(port, "/extract-text", CONNECTIONS, WARM_UP_SECONDS)
        runs: dict[str, list[Measured]] = {name: [] for name in ports}
        for number in range(bench.plan.load_rounds):
            for name in list(ports)[:: -1 if number % 2 else 1]:
                runs[name].append(poster.same(ports[name], "/extract-text", CONNECTIONS, bench.plan.load_seconds))
        for port in ports.values():
            _check(port, image)
    return _outcome(runs, len(image.content))


def _fill(port: int, image: Image) -> None:
    """Each on a new connection, so that every process of a deployment gets its turn."""
    in_a_row = 0
    for _ in range(FILLS):
        in_a_row = in_a_row + 1 if _is_cached(port, image) else 0
        if in_a_row == 10:
            return
    raise MeasuringError("the answers do not come from the cache")


def _check(port: int, image: Image) -> None:
    if not _is_cached(port, image):
        raise MeasuringError("the answers did not come from the cache to the end")


def _is_cached(port: int, image: Image) -> bool:
    with Connection(port) as connection:
        return expect(connection.exchange(upload("/extract-text", image)), 200).get("cached") is True


def _outcome(runs: dict[str, list[Measured]], size: int) -> Outcome:
    ours = runs.pop("Lector")
    outcome = Outcome()
    for name, theirs in runs.items():
        ratio = median_ratio([run.rate for run in ours], [run.rate for run in theirs])
        outcome.rows.append(
            Row(
                "cached answers a second",
                _shown(ours),
                f"replaced service, {name}: {_shown(theirs)}",
                f"**{ratio:.1f}**",
                "≥ 8" if name == AS_IT_WAS else "",
            )
        )
    slowest = median(run.p99_ms for run in ours)
    outcome.rows.append(Row("cached answers, p99", f"{slowest:.1f} ms", aim="≤ 10 ms"))
    outcome.notes = [f"the same image of {size} bytes, {CONNECTIONS} connections"]
    for name, side in {"Lector": ours, **runs}.items():
        failed = sum(run.failed for run in side)
        outcome.notes.append(f"{name}: {spread([run.rate for run in side], '.0f')} a second, {failed} failed")
    return outcome


def _shown(side: list[Measured]) -> str:
    rate = median(run.rate for run in side)
    p50, p99 = median(run.p50_ms for run in side), median(run.p99_ms for run in side)
    return f"{rate:,.0f} (p50 {p50:.1f} ms, p99 {p99:.1f} ms)"
