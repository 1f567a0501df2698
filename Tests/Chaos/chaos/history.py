"""What clients were told and what was done to the service, each written down at once, as JSON lines.

The checks read nothing else but this and the tables.
"""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Answered:
    """A request that hands in an image was answered, or its connection broke."""

    client: str
    route: str
    image: str
    status: int | None
    """Nil: the connection broke, and the outcome is unknown."""
    job: str | None = None
    """Acknowledged, where there is one."""
    key: str | None = None
    text: str | None = None
    code: str | None = None
    """Of the problem, where it was refused or failed."""


@dataclass(frozen=True)
class Drawn:
    """An image was made, and this is what stands in it."""

    image: str
    text: str
    slow: bool


@dataclass(frozen=True)
class CancelAsked:
    """`DELETE /jobs/<id>`; the status is nil where the connection broke."""

    job: str
    status: int | None


@dataclass(frozen=True)
class Seen:
    """`GET /jobs/<id>` was answered: what the job was then."""

    job: str
    status: int
    state: str | None
    text: str | None = None
    code: str | None = None


@dataclass(frozen=True)
class Fault:
    """Something was done to a process."""

    kind: str
    target: str
    pid: int
    detail: str = ""


@dataclass(frozen=True)
class Lost:
    """A claim that its worker lost, or may have: killed, stopped past its lease, or kept from renewing."""

    recognition: int
    epoch: int
    why: str


@dataclass(frozen=True)
class Rescue:
    """What became of a claim whose worker was killed."""

    recognition: int
    epoch: int
    seconds: float | None
    """Nil: not within the time it was watched."""
    excuse: str | None = None
    """Why it is not judged."""


@dataclass(frozen=True)
class Epoch:
    """A recognition was seen with an epoch, and had been seen with a higher one."""

    recognition: int
    before: int
    after: int


@dataclass(frozen=True)
class MissingUpload:
    """A live recognition whose file was not there, at two looks."""

    recognition: int
    upload: str


@dataclass(frozen=True)
class Stopped:
    """A process was asked to end by SIGTERM, and did."""

    name: str
    status: int | None
    """Nil: it had to be killed after the limit."""
    seconds: float
    limit: float


@dataclass(frozen=True)
class LockStop:
    """A stopped process held the write lock for that long. None stopped: the machine was that slow."""

    seconds: float
    stopped: list[str]


Event = Answered | Drawn | CancelAsked | Seen | Fault | Lost | Rescue | Epoch | MissingUpload | Stopped | LockStop
KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in Event.__args__}


class History:
    """Appends events; may be used from any thread."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a", encoding="utf-8", buffering=1)
        self._lock = threading.Lock()
        self._start = time.monotonic()

    def add(self, event: Event) -> None:
        line = {"at": round(time.monotonic() - self._start, 3), "event": type(event).__name__, **asdict(event)}
        with self._lock:
            if not self._file.closed:
                self._file.write(json.dumps(line) + "\n")

    def close(self) -> None:
        """What comes later, from threads of a run that was interrupted, is dropped."""
        with self._lock:
            self._file.close()


def read(path: Path) -> Iterator[Event]:
    """The events in the order in which they were added."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            values = json.loads(line)
            values.pop("at")
            yield KINDS[values.pop("event")](**values)
