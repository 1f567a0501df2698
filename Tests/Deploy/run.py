#!/usr/bin/env python3
"""Holds everything in deploy/ that is not a program against the tool that it is written for, and the dashboard's queries
against a running service. The image has a test of its own, deploy/verify-image, which takes longer.

    Tests/Deploy/setup
    Tests/Deploy/.venv/bin/python Tests/Deploy/run.py [--binaries .build/debug]

Ends with 1 where something is not valid, with 2 where it could not be run.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from deploy import booted, cloud, compose, dashboard, kubernetes, live, rules, units
from deploy.paths import DEPLOY, OPERATIONS, ROOT
from deploy.tool import ToolError

from lector.service import ServiceError

RULES_TESTS = Path(__file__).resolve().parent / "rules.test.yml"


def main() -> int:
    options = _options()
    deploy, binaries = options.deploy.resolve(), options.binaries.resolve()
    with tempfile.TemporaryDirectory(prefix="lector-units-") as name:
        root = Path(name)
        checks: dict[str, Callable[[], list[str]]] = {
            "compose": lambda: compose.problems(deploy, binaries),
            "Kubernetes": lambda: kubernetes.problems(deploy, binaries),
            "Cloud Run": lambda: cloud.cloud_run(deploy, binaries),
            "AWS": lambda: cloud.aws(deploy, binaries),
            "systemd's units": lambda: units.problems(root, binaries),
            "units under systemd": lambda: booted.problems(root),
            "rules": lambda: rules.problems(deploy, RULES_TESTS),
            "dashboard": lambda: dashboard.problems(deploy / "grafana" / "lector.json", OPERATIONS),
            "dashboard, live": lambda: live.problems(binaries, deploy),
        }
        try:
            units.install(deploy, binaries, root)
            return 1 if sum(_check(title, check) for title, check in checks.items()) else 0
        except (ServiceError, ToolError) as error:
            print(f"deploy: {error}", file=sys.stderr)
            return 2


def _check(title: str, check: Callable[[], list[str]]) -> int:
    """How many problems there are."""
    try:
        found = check()
    except booted.Impossible as reason:
        print(f"{title}: could not be tried here: {reason}", flush=True)
        return 0
    for one in found:
        print(f"{title}: {one}")
    print(f"{title}: {'NOT VALID' if found else 'valid'}", flush=True)
    return len(found)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binaries", type=Path, default=ROOT / ".build" / "debug", help="default: %(default)s")
    parser.add_argument("--deploy", type=Path, default=DEPLOY, metavar="FOLDER", help="default: %(default)s")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
