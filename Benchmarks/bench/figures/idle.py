"""What the whole service uses while nothing is asked of it."""

import time
from pathlib import Path

from bench import images, processes
from bench.plan import Bench
from bench.report import Outcome, Row
from bench.service import lector

SETTLE_SECONDS = 3


def measure(bench: Bench) -> Outcome:
    with lector(bench, bench.work / "idle") as service:
        service.warm_up([images.tiny()] * 2 * service.slots())
        time.sleep(SETTLE_SECONDS)
        family = service.family()
        before = [processes.cpu_seconds(process) for process in family]
        start = time.monotonic()
        time.sleep(bench.plan.idle_seconds)
        seconds = time.monotonic() - start
        used = [processes.cpu_seconds(process) - was for process, was in zip(family, before, strict=True)]
        engines = service.engines()
        names = ["engine" if process in engines else _name(process) for process in family]
    shares = ", ".join(f"{name} {part / seconds:.2%}" for name, part in zip(names, used, strict=True))
    row = Row("idle processor time of the whole service", f"{sum(used) / seconds:.2%} of a core", aim="< 1 %")
    return Outcome([row], [f"over {seconds:.0f} s: {shares}"])


def _name(process: int) -> str:
    return Path(processes.arguments(process)[0]).name
