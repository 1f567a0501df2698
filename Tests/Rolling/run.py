#!/usr/bin/env python3
"""Restarts two APIs behind HAProxy and two workers, one after the other and again, under load, and proves that no request
fails and that every job that was acknowledged succeeds. With `--from`, the first round replaces an older release, whose
workers go first (docs/operations.md, "Upgrading").

`setup` installs HAProxy. Exit code 0: it holds; 1: it does not, and the folder of the run is kept; 2: it could not be run."""

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from rolling.load import Load
from rolling.members import Broken, Member, Release
from rolling.paths import ROOT
from rolling.proxy import Proxy

from lector.service import ServiceError, free_port

SHUTDOWN = 15
"""Seconds from SIGTERM to the end: delay, LECTOR_SHUTDOWN_TIMEOUT, and some."""


class Fleet:
    def __init__(self, work: Path, apis_first: bool) -> None:
        self.apis = {name: Member(f"api-{name}", work, free_port()) for name in ("a", "b")}
        self.workers = [Member(f"worker-{number}", work, None) for number in (1, 2)]
        self._apis_first = apis_first

    def start(self, release: Release) -> None:
        for member in (*self.apis.values(), *self.workers):
            member.start(release)

    def roll(self, old: Release, new: Release, proxy: Proxy) -> float:
        """Replaces each of them by one of the new release; returns how long the slowest took to end."""
        steps = [self._roll_workers, self._roll_apis]
        return max(step(old, new, proxy) for step in (reversed(steps) if self._apis_first else steps))

    def kill(self) -> None:
        for member in (*self.apis.values(), *self.workers):
            member.kill()

    def _roll_workers(self, _old: Release, new: Release, _proxy: Proxy) -> float:
        longest = 0.0
        for worker in self.workers:
            longest = max(longest, worker.stop(SHUTDOWN))
            worker.start(new)
        return longest

    def _roll_apis(self, old: Release, new: Release, proxy: Proxy) -> float:
        longest = 0.0
        for name, api in self.apis.items():
            if not old.knows_delay:
                proxy.drain(name)
            longest = max(longest, api.stop(SHUTDOWN))
            api.start(new)
            proxy.admit(name)
            # As long as HAProxy may take to see it; then the other one may go.
            time.sleep(1)
        return longest


def main() -> int:
    options = _options()
    work = Path(tempfile.mkdtemp(prefix="lector-rolling-"))
    code = 2
    try:
        code = _run(options, work)
    except ServiceError as reason:
        print(f"rolling: it could not be run: {reason}", file=sys.stderr)
    except Broken as reason:
        code = 1
        print(f"rolling: BROKEN: {reason}")
    finally:
        if code == 0:
            shutil.rmtree(work, ignore_errors=True)
        else:
            print(f"rolling: database and logs are in {work}")
    return code


def _run(options: argparse.Namespace, work: Path) -> int:
    (work / "data").mkdir()
    new = Release(options.binaries.resolve(), work / "new", knows_delay=True)
    old = Release(options.old.resolve(), work / "old", knows_delay=False) if options.old else new
    fleet = Fleet(work, options.apis_first)
    try:
        fleet.start(old)
        proxy = Proxy(work, [api.port for api in fleet.apis.values() if api.port is not None])
        try:
            load = Load(proxy.port, options.clients)
            load.start()
            try:
                time.sleep(2)
                longest = 0.0
                for _ in range(options.rounds):
                    longest = max(longest, fleet.roll(old, new, proxy))
                    old = new
            finally:
                load.stop()
            return _judge(load, longest, options.rounds)
        finally:
            proxy.stop()
    finally:
        fleet.kill()


def _judge(load: Load, longest: float, rounds: int) -> int:
    states = Counter(str(load.state(job)["state"]) for job in sorted(load.jobs))
    print(f"rolling: {rounds} rounds of two APIs and two workers; the slowest ended {longest:.1f} s after SIGTERM")
    print("answers: " + ", ".join(f"{name} {count}" for name, count in sorted(load.answers.items())))
    print("acknowledged jobs: " + ", ".join(f"{state} {count}" for state, count in states.items()))
    lost = sum(states.values()) - states["succeeded"]
    for failure, count in Counter(load.failures).most_common(10):
        print(f"  failed {count} times: {failure}")
    holds = not load.failures and not lost and load.jobs
    print("rolling: holds: no request failed, no job was lost" if holds else "rolling: BROKEN")
    return 0 if holds else 1


def _options() -> argparse.Namespace:
    build = ROOT / ".build" / "debug"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binaries", type=Path, default=build, help="default: %(default)s")
    parser.add_argument("--from", dest="old", type=Path, help="binaries of the release that is replaced")
    parser.add_argument("--apis-first", action="store_true", help="replace APIs before workers")
    parser.add_argument("--rounds", type=int, default=2, help="default: %(default)s")
    parser.add_argument("--clients", type=int, default=8, help="default: %(default)s")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
