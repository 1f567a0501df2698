#!/usr/bin/env python3
"""`make bench`: measures the figures and writes the table. README.md beside this says what each one is."""

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.plan import HOME, QUICK, ROOT, VENV, Bench, Plan

if Path(sys.prefix) != VENV:
    sys.exit("bench: run Benchmarks/setup, and then this with Benchmarks/.venv/bin/python.")

from bench import machine
from bench.figures import FIGURES
from bench.report import Outcome, Row, markdown


def main() -> int:
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    binaries = options.binaries.resolve()
    missing = [name for name in ("lector-api", "lector-worker") if not (binaries / name).exists()]
    if missing:
        sys.exit(f"bench: {binaries} has no {' and no '.join(missing)}: run `make build` first.")
    folder = ROOT / ".build" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="run-", dir=folder, ignore_cleanup_errors=True) as work:
        bench = Bench(QUICK if options.quick else Plan(), binaries, Path(work))
        described = machine.describe(bench)
        outcomes = {name: _measured(name, FIGURES[name], bench) for name in options.only or FIGURES}
    table = markdown(described, outcomes)
    options.output.write_text(table, encoding="utf-8")
    print(table)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", nargs="?", type=Path, default=HOME / "results.md", help="default: %(default)s")
    parser.add_argument("--quick", action="store_true", help="everything in about a minute: to try, not to state")
    parser.add_argument("--only", action="append", choices=list(FIGURES), metavar="NAME", help=", ".join(FIGURES))
    parser.add_argument("--binaries", type=Path, default=ROOT / ".build" / "release", help="default: %(default)s")
    return parser.parse_args()


def _measured(name: str, measure: Callable[[Bench], Outcome], bench: Bench) -> Outcome:
    """A figure that cannot be measured says why, and the others go on."""
    start = time.monotonic()
    print(f"bench: {name} …", end=" ", file=sys.stderr, flush=True)
    try:
        outcome = measure(bench)
    except Exception as error:
        outcome = Outcome([Row(name, "not measured")], [f"not measured: {type(error).__name__}: {error}"])
    print(f"{time.monotonic() - start:.0f} s", file=sys.stderr)
    for row in outcome.rows:
        print(f"    {row.figure}: {row.lector} {row.against} {row.ratio}", file=sys.stderr)
    return outcome


if __name__ == "__main__":
    sys.exit(main())
