"""What a test asked and was answered, as the Swift tests write it down."""

import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


class RecordError(Exception):
    """A file that is no record. The text is for the user."""


@dataclass(frozen=True)
class Exchange:
    method: str
    path: str
    """Without the query."""
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    """By lower-case names."""
    body: bytes | None = b""
    """Nothing where it was not recorded, as of a stream."""
    seen: str = "?"
    """Where to look: the test, or the request."""

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def read(files: Iterable[Path]) -> Iterator[Exchange]:
    for file in files:
        try:
            lines = file.read_text(encoding="utf-8").rstrip("\n").split("\n")
        except OSError as error:
            raise RecordError(str(error)) from None
        for number, line in enumerate(lines, 1):
            try:
                yield _exchange(json.loads(line))
            except (ValueError, KeyError, TypeError) as error:
                raise RecordError(f"{file}:{number}: {type(error).__name__}: {error}") from None


def _exchange(record: dict[str, Any]) -> Exchange:
    return Exchange(
        method=record["method"],
        path=record["path"].partition("?")[0],
        status=record["status"],
        headers={name.lower(): value for name, value in record["headers"].items()},
        body=_body(record),
        seen=record.get("test") or f"{record['method']} {record['path']}",
    )


def _body(record: dict[str, Any]) -> bytes | None:
    if record.get("body_base64") is not None:
        return base64.b64decode(record["body_base64"], validate=True)
    text: str | None = record.get("body")
    return text if text is None else text.encode()
