"""A Lector of our own, and what it answers."""

import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from accuracy.dataset import Sample
from accuracy.reading import Reading
from lector import service
from lector.service import ServiceError

__all__ = ["Service", "ServiceError", "running"]

ANSWER_LIMIT = 200
"""Seconds. The service's own limit for an image is stricter."""


class Service:
    def __init__(self, url: str) -> None:
        self.url = url

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
    """The cache keeps nothing, so that every request is read."""
    settings = {"LECTOR_WORKERS": str(slots), "LECTOR_CACHE_TTL": "1ms", "LECTOR_SYNC_WAIT": "140s"}
    with service.running(binaries, settings) as started:
        yield Service(started.url)
