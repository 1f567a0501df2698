#!/usr/bin/env python3
"""Scrapes a live service with a real Prometheus, by the files of deploy/prometheus, and asks it all that the dashboard
of deploy/grafana asks.

    Tests/Deploy/setup
    Tests/Deploy/.venv/bin/python Tests/Deploy/metrics.py [--binaries .build/debug]

Every query must have a number to show, every alert must be evaluated without a fault, and none may fire while all is
well. Ends with 1 where that is not so.
"""

import argparse
import sys
import time
from pathlib import Path

from deploy import dashboard, prometheus, traffic
from deploy.paths import DEPLOY, ROOT, TEST_IMAGES
from deploy.prometheus import Prometheus
from deploy.tool import ToolError

from lector.service import ServiceError, running

TOKEN = "a-token-for-operators"
# So that Prometheus needs the token on this machine, too.
SETTINGS = {"LECTOR_OPERATOR_TOKEN": TOKEN, "LECTOR_TRUSTED_PROXIES": "127.0.0.1", "LECTOR_WORKERS": "2"}
SCRAPES = 3
LIMIT = 60
"""Seconds until every query has something to show: workers add what they counted every five."""


def main() -> int:
    options = _options()
    try:
        found = problems(options.binaries, options.deploy)
    except (ServiceError, ToolError) as error:
        sys.exit(f"metrics: {error}")
    for line in found:
        print(f"metrics: {line}")
    return 1 if found else 0


def problems(binaries: Path, deploy: Path) -> list[str]:
    with (
        running(binaries, SETTINGS) as service,
        prometheus.running(deploy / "prometheus", service.url.removeprefix("http://"), TOKEN) as server,
        traffic.flowing(service.url, TEST_IMAGES),
    ):
        queries = dashboard.queries(deploy / "grafana" / "lector.json")
        found = _unanswered(server, queries) + _faults(server)
        print(f"metrics: {server.scrapes()} scrapes, {len(queries)} queries, {len(server.rules())} alerts")
        return found


def _unanswered(server: Prometheus, queries: list[dashboard.Query]) -> list[str]:
    """The queries that have no number to show, when the time is over; wrong ones at once."""
    end = time.monotonic() + LIMIT
    left = queries
    while True:
        left = [one for one in left if not _numbers(server, one)]
        if not left and server.scrapes() >= SCRAPES:
            return []
        if time.monotonic() > end:
            failure = server.failure() or f"{server.scrapes()} scrapes"
            return [f"{one.panel}: shows nothing: {one.filled} ({failure})" for one in left] or [failure]
        time.sleep(1)


def _numbers(server: Prometheus, query: dashboard.Query) -> list[float]:
    try:
        return server.numbers(query.filled)
    except ToolError as error:
        raise ToolError(f"{query.panel}: {error}") from None


def _faults(server: Prometheus) -> list[str]:
    rules = server.rules()
    found = [] if rules else ["no alert was evaluated"]
    found += [f"{one['name']}: {one.get('lastError', one['health'])}" for one in rules if one["health"] != "ok"]
    # One that is pending has seen a moment, such as a disk that was slow for once.
    return found + [f"{one['name']}: fires while all is well" for one in rules if one["state"] == "firing"]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binaries", type=Path, default=ROOT / ".build" / "debug", help="default: %(default)s")
    parser.add_argument("--deploy", type=Path, default=DEPLOY, metavar="FOLDER", help="default: %(default)s")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
