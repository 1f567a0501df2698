"""A fixed list of images through a service by a few clients at once."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

from bench.images import Image
from bench.processes import MeasuringError
from bench.wire import Connection, Response, upload


@dataclass(frozen=True)
class Load:
    """What came of one list."""

    pages: int
    seconds: float
    errors: int
    characters: int
    """Of all texts, white space left out."""
    client_share: float
    """Of one core, used by the clients themselves: it counts against the service."""

    @property
    def rate(self) -> float:
        return self.pages / self.seconds


def extract_all(port: int, images: list[Image], clients: int) -> Load:
    """Posts every image to /extract-text, each in bytes that no cache knows."""
    requests = iter([upload("/extract-text", image.distinct()) for image in images])
    return summarise(*_send(port, requests, clients))


def _send(port: int, requests: Iterator[bytes], clients: int) -> tuple[list[Response | None], float, float]:
    """The answers (None where there was none), seconds, and our own processor time."""
    answers: list[Response | None] = []
    lock, start = threading.Lock(), threading.Barrier(clients + 1)

    def client() -> None:
        start.wait()
        with Connection(port) as connection:
            while (request := _next(requests, lock)) is not None:
                answers.append(_answer(connection, request))

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    start.wait()
    began, used = time.perf_counter(), time.process_time()
    for thread in threads:
        thread.join()
    return answers, time.perf_counter() - began, time.process_time() - used


def _next(requests: Iterator[bytes], lock: threading.Lock) -> bytes | None:
    with lock:
        return next(requests, None)


def _answer(connection: Connection, request: bytes) -> Response | None:
    try:
        return connection.exchange(request)
    except (OSError, MeasuringError):
        return None


def summarise(answers: list[Response | None], seconds: float, used: float) -> Load:
    texts = [text for answer in answers if (text := fresh_text(answer)) is not None]
    characters = sum(1 for text in texts for character in text if not character.isspace())
    return Load(len(texts), seconds, len(answers) - len(texts), characters, used / seconds)


def fresh_text(answer: Response | None) -> str | None:
    """The text of a success that was really read and did not come from a cache."""
    result = answer.json() if answer and answer.status == 200 else {}
    return str(result["text"]) if result.get("success") and result.get("cached") is False else None
