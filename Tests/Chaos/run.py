#!/usr/bin/env python3
"""Kills, stops and restarts a real service under load, and proves that what was acknowledged came to its end once.

README.md beside this says what is done and what is checked. Exit code 0: every check holds; 1: one is broken, and the
folder of the run is kept; 2: it could not be run.
"""

import argparse
import random
import re
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from chaos import family
from chaos.checks import violations
from chaos.checks.evidence import gather
from chaos.history import History
from chaos.paths import DEBUG_BUILD
from chaos.report import report
from chaos.session import CannotRun, Session
from chaos.setup import PROGRAMS, Setup

ENDING = (signal.SIGTERM, signal.SIGHUP)


def main() -> int:
    options = _options()
    binaries = options.binaries.resolve()
    missing = [name for name in PROGRAMS if not (binaries / name).exists()]
    if missing:
        print(f"chaos: {binaries} has no {' and no '.join(missing)}: build first.", file=sys.stderr)
        return 2
    for number in ENDING:
        signal.signal(number, lambda *_: sys.exit(2))
    # Who starts this in the background of a script has it ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    work = Path(tempfile.mkdtemp(prefix="lector-chaos-"))
    code, keep = 2, options.keep
    try:
        code = _run(Setup(options.seconds, options.seed, options.lease, work), binaries)
        keep = keep or code != 0
    except CannotRun as reason:
        keep = True
        print(f"chaos: it could not be run: {reason}", file=sys.stderr)
    except KeyboardInterrupt:
        print("chaos: interrupted", file=sys.stderr)
    finally:
        for number in (signal.SIGINT, *ENDING):
            signal.signal(number, signal.SIG_IGN)
        family.end_all()
        if keep:
            print(f"chaos: database, logs and history are in {work}")
        else:
            shutil.rmtree(work, ignore_errors=True)
    return code


def _run(setup: Setup, binaries: Path) -> int:
    print(f"chaos: seed {setup.seed}, {setup.seconds} s, in {setup.work}", flush=True)
    setup.prepare(binaries)
    family.adopt_orphans()
    history = History(setup.history)
    try:
        Session(setup, history).run()
    finally:
        history.close()
    evidence = gather(setup.lease, setup.history, setup.database, setup.uploads, setup.logs)
    found = violations(evidence)
    print(report(setup, evidence, found))
    return 1 if any(found.values()) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60, help="of load and faults; default: %(default)s")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6), help="default: by chance")
    parser.add_argument("--binaries", type=Path, default=DEBUG_BUILD, help="default: %(default)s")
    parser.add_argument("--lease", type=_seconds, default=2.0, metavar="TIME", help="as 2s or 1500ms; default: 2s")
    parser.add_argument("--keep", action="store_true", help="keep the folder of the run in any case")
    return parser.parse_args()


def _seconds(text: str) -> float:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s)", text)
    if not found:
        raise argparse.ArgumentTypeError("a time is as 2s or 1500ms")
    return float(found[1]) / (1000 if found[2] == "ms" else 1)


if __name__ == "__main__":
    sys.exit(main())
