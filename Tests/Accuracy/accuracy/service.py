"""A Lector of our own, started from built binaries, and what it answers."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from accuracy.dataset import Sample
from accuracy.reading import Reading

START_LIMIT = 30
STOP_LIMIT = 20
ANSWER_LIMIT = 200
"""Seconds. The service's own limit for an image is stricter."""


class ServiceError(Exception):
    """Nothing can be measured. The text is for the user."""


class Service:
    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/ready", timeout=5):
                return True
        except OSError:
            return False

    def languages(self) -> set[str]:
        with urllib.request.urlopen(f"{self.url}/languages", timeout=30) as response:
            return set(json.load(response)["languages"])

    def read(self, sample: Sample, preprocess: str, distinct: bool = False) -> Reading:
        """`distinct` adds bytes after the image's end, so that this is no request that is made already."""
        options = {"lang": sample.language, "preprocess": preprocess, "detail": "words"}
        body = sample.file.read_bytes() + (os.urandom(16) if distinct else b"")
        request = urllib.request.Request(f"{self.url}/extract-text?{urlencode(options)}", body)
        request.add_header("Content-Type", "application/octet-stream")
        try:
            with urllib.request.urlopen(request, timeout=ANSWER_LIMIT) as response:
                return _reading(sample, response.status, json.load(response))
        except urllib.error.HTTPError as error:
            problem = json.loads(error.read() or b"{}")
            return Reading(failure=problem.get("code", f"status {error.code}"))
        except (OSError, ValueError) as error:
            raise ServiceError(f"{sample.path}: {type(error).__name__}: {error}") from None


def _reading(sample: Sample, status: int, answer: dict[str, Any]) -> Reading:
    if status != 200:
        return Reading(failure=f"status {status}")
    if answer["cached"]:
        raise ServiceError(f"{sample.path} came from the cache: is it there twice?")
    words = Reading.words_of(answer)
    return Reading(answer["text"], answer["processing_time_ms"] / 1000, answer["confidence"], words)


@contextmanager
def running(binaries: Path, slots: int) -> Iterator[Service]:
    """So many slots, on a data folder of its own. Its programs are copied: a build may go on meanwhile."""
    with tempfile.TemporaryDirectory(prefix="lector-accuracy-") as name:
        folder = Path(name)
        _copy_programs(binaries, folder)
        port, log = _free_port(), folder / "api.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [str(folder / "lector-api")], env=_environment(folder, port, slots), stdout=output, stderr=output
            )
        try:
            service = Service(port)
            _wait_until_ready(service, process, log)
            yield service
        finally:
            _stop(process)


def _copy_programs(binaries: Path, folder: Path) -> None:
    try:
        for program in ("lector-api", "lector-worker"):
            shutil.copy2(binaries / program, folder / program)
    except OSError as error:
        raise ServiceError(f"{error}: run `make build` first") from None


def _environment(folder: Path, port: int, slots: int) -> dict[str, str]:
    """Ours without settings of Lector's. The cache keeps nothing, so that every request is read."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LECTOR_") and name != "PORT"}
    return kept | {
        "OMP_THREAD_LIMIT": "1",
        "LECTOR_DATABASE": str(folder / "lector.sqlite"),
        "LECTOR_HTTP_PORT": str(port),
        "LECTOR_WORKERS": str(slots),
        "LECTOR_RATE_LIMIT": "off",
        "LECTOR_CACHE_TTL": "1ms",
        "LECTOR_SYNC_WAIT": "140s",
        "LECTOR_LOG_LEVEL": "error",
    }


def _wait_until_ready(service: Service, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + START_LIMIT
    while not service.is_ready():
        if time.monotonic() > end or process.poll() is not None:
            raise ServiceError(f"the service did not start: {log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.05)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(STOP_LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
