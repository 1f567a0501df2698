"""Clients that go on while a container ends, and keep what they were told."""

import itertools
import threading
import time
from collections import Counter
from typing import Self

from image.podman import Container


class Load:
    def __init__(self, container: Container, image: bytes) -> None:
        self.statuses: Counter[int] = Counter()
        """With `REFUSED` and `DROPPED` for those that were not answered."""
        self.jobs: set[str] = set()
        self._container = container
        self._image = image
        self._numbers = itertools.count(time.monotonic_ns())
        self._lock = threading.Lock()
        self._is_over = threading.Event()
        paths = ("/jobs", "/extract-text", "/extract-text", "/jobs")
        self._threads = [threading.Thread(target=self._send, args=(path,)) for path in paths]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        while sum(self.statuses.values()) < 8:
            time.sleep(0.05)
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        for thread in self._threads:
            thread.join()

    def _send(self, path: str) -> None:
        while not self._is_over.is_set():
            status, body = self._container.post(path, self._image + str(next(self._numbers)).encode())
            with self._lock:
                self.statuses[status] += 1
                if status == 202:
                    self.jobs.add(body["id"])
            self._is_over.wait(0.2)
