"""deploy/grafana/lector.json: what is in it, and whether it hangs together."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SUFFIXES = ("_bucket", "_sum", "_count")
WIDTH = 24
"""Columns of a dashboard."""
FILLED = {
    "$__rate_interval": "10s",
    "$__interval": "1s",
    "$namespace": ".*",
    "$instance": ".*",
    "$job": "lector",
}
"""Variables as Grafana would fill them in where everything is chosen."""


@dataclass(frozen=True)
class Query:
    panel: str
    expression: str

    @property
    def filled(self) -> str:
        text = self.expression
        for name, value in FILLED.items():
            text = text.replace(name, value)
        return text

    @property
    def metrics(self) -> set[str]:
        return metrics(self.expression)


def metrics(expression: str) -> set[str]:
    """The names of Lector's metrics in it, histograms by the name of the family."""
    names = re.findall(r"\blector_[a-z_]+", expression)
    ends = [next((end for end in SUFFIXES if name.endswith(end)), "") for name in names]
    return {name.removesuffix(end) for name, end in zip(names, ends, strict=True)}


def documented(operations: Path) -> set[str]:
    """The metrics in the tables of docs/operations.md."""
    rows = [line.split("|")[1] for line in operations.read_text().splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`(lector_[a-z_]+)`", row)}


def panels(file: Path) -> list[dict[str, Any]]:
    return [one for one in json.loads(file.read_text())["panels"] if one["type"] != "row"]


def queries(file: Path) -> list[Query]:
    return [Query(panel["title"], target["expr"]) for panel in panels(file) for target in panel["targets"]]


def problems(file: Path, operations: Path) -> list[str]:
    board = json.loads(file.read_text())
    everything = board["panels"]
    found = _overlaps(everything)
    ids = [one["id"] for one in everything]
    titles = [one["title"] for one in everything]
    found += [f"two panels have the id {one}" for one in {one for one in ids if ids.count(one) > 1}]
    found += [f"two panels are called {one}" for one in {one for one in titles if titles.count(one) > 1}]
    for panel in panels(file):
        title = panel["title"]
        if not panel.get("description"):
            found.append(f"{title}: does not say what it shows")
        if panel["type"] != "heatmap" and not panel["fieldConfig"]["defaults"].get("unit"):
            found.append(f"{title}: has no unit")
        sources = {panel["datasource"]["uid"], *(one["datasource"]["uid"] for one in panel["targets"])}
        if sources != {"${datasource}"}:
            found.append(f"{title}: reads from a source that nobody else has")
    return found + _names(file, operations, {one["name"] for one in board["templating"]["list"]})


def _names(file: Path, operations: Path, variables: set[str]) -> list[str]:
    """Metrics that are documented, and variables that there are."""
    known, found = documented(operations), []
    for one in queries(file):
        found += [f"{one.panel}: docs/operations.md has no {name}" for name in sorted(one.metrics - known)]
        used = set(re.findall(r"\$(?!__)\{?(\w+)", one.expression))
        found += [f"{one.panel}: there is no variable {name}" for name in sorted(used - variables)]
    shown = {name for one in queries(file) for name in one.metrics}
    return found + [f"nothing shows {name}" for name in sorted(known - shown)]


def _overlaps(everything: list[dict[str, Any]]) -> list[str]:
    taken: dict[tuple[int, int], str] = {}
    found = []
    for panel in everything:
        place = panel["gridPos"]
        if place["x"] + place["w"] > WIDTH:
            found.append(f"{panel['title']}: reaches over the edge")
        for x in range(place["x"], place["x"] + place["w"]):
            for y in range(place["y"], place["y"] + place["h"]):
                other = taken.setdefault((x, y), panel["title"])
                if other != panel["title"]:
                    found.append(f"{panel['title']}: lies over {other}")
    return sorted(set(found))
