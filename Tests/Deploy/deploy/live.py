"""deploy/prometheus and deploy/grafana against a service that runs and a real Prometheus.

Every query of the dashboard must have a number to show, every alert must be evaluated without a fault, and none may fire
while all is well.
"""

import time
from pathlib import Path

from deploy import dashboard, prometheus, traffic
from deploy.paths import TEST_IMAGES
from deploy.prometheus import Prometheus
from deploy.tool import ToolError

from lector.service import running

TOKEN = "a-token-for-operators"
# So that Prometheus needs the token on this machine, too.
SETTINGS = {"LECTOR_OPERATOR_TOKEN": TOKEN, "LECTOR_TRUSTED_PROXIES": "127.0.0.1", "LECTOR_WORKERS": "2"}
SCRAPES = 3
LIMIT = 60
"""Seconds until every query has something to show: workers add what they counted every five."""


def problems(binaries: Path, deploy: Path) -> list[str]:
    with (
        running(binaries, SETTINGS) as service,
        prometheus.running(deploy / "prometheus", service.url.removeprefix("http://"), TOKEN) as server,
        traffic.flowing(service.url, TEST_IMAGES),
    ):
        queries = dashboard.queries(deploy / "grafana" / "lector.json")
        found = _unanswered(server, queries) + _faults(server)
        print(f"dashboard, live: {server.scrapes()} scrapes, {len(queries)} queries, {len(server.rules())} alerts")
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
