"""What the checks judge by: the history, the tables as they stand in the end, and the workers' logs."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from chaos import history
from chaos.history import Event, Lost
from chaos.tables import has_keys, read_only

FINAL = ("succeeded", "failed", "cancelled")
Kind = TypeVar("Kind")
Row = dict[str, Any]


@dataclass(frozen=True)
class Violation:
    what: str
    jobs: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.what}{': ' if self.jobs else ''}{', '.join(self.jobs)}"


@dataclass
class Evidence:
    lease: float
    events: list[Event] = field(default_factory=list)
    jobs: dict[str, Row] = field(default_factory=dict)
    """By id, each with the text of its result."""
    recognitions: dict[int, Row] = field(default_factory=dict)
    results: dict[int, str] = field(default_factory=dict)
    """Texts by recognition."""
    finishes_of_workers: int = 0
    """As the workers' rows count them."""
    counts: dict[str, int] = field(default_factory=dict)
    """`job_counts`."""
    integrity: list[str] = field(default_factory=list)
    uploads: set[str] = field(default_factory=set)
    with_keys: bool = False
    log: list[Row] = field(default_factory=list)

    def of(self, kind: type[Kind]) -> Iterator[Kind]:
        return (event for event in self.events if isinstance(event, kind))

    def losses(self) -> dict[int, set[int]]:
        """The epochs in which each recognition lost its worker, as far as that was seen."""
        found: dict[int, set[int]] = defaultdict(set)
        for lost in self.of(Lost):
            found[lost.recognition].add(lost.epoch)
        return found


def gather(lease: float, events: Path, database: Path, uploads: Path, logs: Path) -> Evidence:
    with closing(read_only(database)) as connection:
        connection.row_factory = sqlite3.Row
        recognitions = _rows(connection, "SELECT * FROM recognitions")
        jobs = _rows(
            connection, "SELECT jobs.*, text FROM jobs LEFT JOIN results ON results.recognition = jobs.recognition"
        )
        return Evidence(
            lease=lease,
            events=list(history.read(events)),
            jobs={row["id"]: row for row in jobs},
            recognitions={row["id"]: row for row in recognitions},
            results={row["recognition"]: row["text"] for row in _rows(connection, "SELECT * FROM results")},
            finishes_of_workers=_value(connection, "SELECT coalesce(sum(recognitions), 0) FROM workers"),
            counts={row["state"]: row["jobs"] for row in _rows(connection, "SELECT * FROM job_counts")},
            integrity=_integrity(connection),
            uploads={file.name for file in uploads.iterdir() if file.is_file()} if uploads.exists() else set(),
            with_keys=has_keys(connection),
            log=list(_lines(sorted(logs.glob("*.log")))),
        )


def _rows(connection: sqlite3.Connection, sql: str) -> list[Row]:
    return [dict(row) for row in connection.execute(sql)]


def _value(connection: sqlite3.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])


def _integrity(connection: sqlite3.Connection) -> list[str]:
    """What is wrong with the file; nothing where all is well."""
    found = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    return found + [f"foreign key: {tuple(row)}" for row in connection.execute("PRAGMA foreign_key_check")]


def _lines(logs: Iterable[Path]) -> Iterator[Row]:
    """Those that are JSON: whoever is killed may leave half a line, and other libraries log as they like."""
    for log in logs:
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                value = json.loads(line)
            except ValueError:
                continue
            if isinstance(value, dict):
                yield value
