"""Clients that go on through the proxy while servers are replaced, and keep what they were told."""

import http.client
import itertools
import json
import threading
import time
from collections import Counter
from typing import Any

from rolling.paths import TEST_IMAGES

PICTURES = ("5_test.gif", "6_test.png", "9_test.bmp")


class Load:
    def __init__(self, port: int, clients: int) -> None:
        self.answers: Counter[str] = Counter()
        """By call and status."""
        self.failures: list[str] = []
        """What a client could not put up with."""
        self.jobs: set[str] = set()
        """All that were acknowledged."""
        self._port = port
        self._pictures = [(TEST_IMAGES / name).read_bytes() for name in PICTURES]
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._is_over = threading.Event()
        calls = (self._extract, self._make_some, self._extract, self._make_and_follow)
        self._threads = [
            threading.Thread(target=self._go_on, args=(calls[index % len(calls)],)) for index in range(clients)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._is_over.set()
        for thread in self._threads:
            thread.join()

    def state(self, job: str) -> dict[str, Any]:
        status, body = self._send("GET", f"/jobs/{job}?wait=20")
        return body if status == 200 else {"state": f"answered {status}"}

    def _go_on(self, call: Any) -> None:
        while not self._is_over.is_set():
            try:
                call()
            except (OSError, http.client.HTTPException, ValueError) as error:
                self._fail(f"{call.__name__.strip('_')}: {type(error).__name__}: {error}")
                time.sleep(0.2)

    def _extract(self) -> None:
        """A result, or after the wait limit, or where the server goes, a job."""
        status, body = self._send("POST", "/extract-text", self._image())
        if status == 202:
            self._note_job(body)
        elif status != 200:
            self._fail(f"extract: {status} {body.get('code')}")

    def _make_some(self) -> None:
        """Not more than is read meanwhile."""
        self._make_job()
        self._is_over.wait(1)

    def _make_job(self) -> str | None:
        status, body = self._send("POST", "/jobs", self._image())
        if status == 202:
            return self._note_job(body)
        self._fail(f"make_job: {status} {body.get('code')}")
        return None

    def _make_and_follow(self) -> None:
        job = self._make_job()
        while job is not None and not self._is_over.is_set():
            status, body = self._send("GET", f"/jobs/{job}?wait=5")
            if status != 200:
                return self._fail(f"follow: {status} {body.get('code')}")
            if body["state"] in ("succeeded", "failed", "cancelled"):
                return None
        return None

    def _image(self) -> bytes:
        """What follows the end of an image is ignored, and makes it another."""
        number = next(self._numbers)
        return self._pictures[number % len(self._pictures)] + f"number {number}".encode()

    def _note_job(self, body: dict[str, Any]) -> str:
        with self._lock:
            self.jobs.add(body["id"])
        return str(body["id"])

    def _send(self, method: str, path: str, body: bytes | None = None) -> tuple[int, dict[str, Any]]:
        """On a connection of its own: what HAProxy keeps open to a server is HAProxy's."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        try:
            headers = {"Content-Type": "image/png"} if body else {}
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read()
            with self._lock:
                self.answers[f"{method} {path.split('?')[0].split('/')[1]} {answer.status}"] += 1
            return answer.status, json.loads(text) if text[:1] == b"{" else {"code": text[:80]}
        finally:
            connection.close()

    def _fail(self, what: str) -> None:
        with self._lock:
            self.failures.append(what)
