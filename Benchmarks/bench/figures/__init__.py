"""The figures, in the order of the table."""

from collections.abc import Callable

from bench.figures import cached, calls, enqueue, idle, memory, pages, pickup, scale, start, waiting
from bench.plan import Bench
from bench.report import Outcome

FIGURES: dict[str, Callable[[Bench], Outcome]] = {
    "pages": pages.full,
    "small": pages.small,
    "cached": cached.measure,
    "enqueue": enqueue.measure,
    "pickup": pickup.measure,
    "scale": scale.measure,
    "calls": calls.latencies,
    "write_lock": calls.write_lock,
    "idle": idle.measure,
    "start": start.measure,
    "memory": memory.measure,
    "waiting": waiting.measure,
}
