"""What the store's own calls take, with few rows and with many, and how long a write waits for others."""

from pathlib import Path
from typing import Any

from bench import store_probe
from bench.filling import fill
from bench.plan import Bench
from bench.report import Outcome, Row
from bench.service import publish_identity

FEW = 1000
WRITERS = 8
CALLS = ("claim", "heartbeat", "finish")


def latencies(bench: Bench) -> Outcome:
    """By turns on both databases, several rounds, so that a change of the machine's mood hits both."""
    folders = {count: bench.work / f"calls-{count}" for count in (FEW, bench.plan.scale_rows)}
    for count, folder in folders.items():
        publish_identity(bench, folder)
        fill(folder / "lector.sqlite", count)
    rounds = [_round(bench, folders) for _ in range(bench.plan.call_rounds)]
    few, many = (_middle([one[count] for one in rounds]) for count in folders)
    rows = [
        Row(
            f"{call} with {bench.plan.scale_rows:,} rows",
            _shown(many[call]),
            f"the same with {FEW:,} rows: {_shown(few[call])}",
            f"**{many[call]['p50'] / few[call]['p50']:.2f}**",
            "≤ 2" if call == "claim" else "",
        )
        for call in CALLS
    ]
    return Outcome(rows, [f"{bench.plan.call_count} of each, {bench.plan.call_rounds} rounds; the round with the middle p50"])


def write_lock(bench: Bench) -> Outcome:
    folder = bench.work / "writers"
    publish_identity(bench, folder)
    results = store_probe.run(bench, "writers", folder / "lector.sqlite", bench.plan.load_seconds, WRITERS)
    writes = [result["write"] for result in results]
    total = sum(write["count"] for write in writes)
    row = Row(
        f"longest write of {WRITERS} processes that write without a pause",
        f"{max(write['max'] for write in writes):.0f} ms (p99 {max(write['p99'] for write in writes):.1f} ms)",
    )
    fewest, most = min(write["count"] for write in writes), max(write["count"] for write in writes)
    return Outcome([row], [f"{total / bench.plan.load_seconds:,.0f} writes a second in all; {fewest} to {most} a process"])


def _round(bench: Bench, folders: dict[int, Path]) -> dict[int, dict[str, Any]]:
    return {
        count: store_probe.run(bench, "latencies", folder / "lector.sqlite", bench.plan.call_count)[0]
        for count, folder in folders.items()
    }


def _middle(rounds: list[dict[str, Any]]) -> dict[str, Any]:
    """For each call the round whose median is the middle one."""
    return {call: sorted((one[call] for one in rounds), key=lambda times: times["p50"])[len(rounds) // 2] for call in CALLS}


def _shown(times: dict[str, float]) -> str:
    return f"p50 {times['p50']:.2f} ms, p99 {times['p99']:.2f} ms"
