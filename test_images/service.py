"""A client of a running Lector: one image, a batch, or a job, each giving the same `Reading`. Standard library only."""

import json
import time
import uuid
from http.client import HTTPException
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

BATCH_LIMIT = 50
_PATIENCE = 600
"""Seconds for one job to end. The service's own limits are stricter, so this ends only a broken one."""
_TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".bmp": "image/bmp"}

JSON = dict[str, Any]


class ServiceError(Exception):
    """Not worth going on: the service is not there, refuses, or gave an answer that the contract does not know."""


class Reading(NamedTuple):
    text: str
    confidence: float
    width: int
    height: int
    cached: bool


class Service:
    def __init__(self, url: str) -> None:
        self.url = (url if "://" in url else f"http://{url}").rstrip("/")

    def extract(self, image: Path) -> Reading:
        return self._finish(self._send("/extract-text", "image", [image]), image.name)

    def extract_batch(self, images: list[Path]) -> list[Reading]:
        """At most `BATCH_LIMIT` images."""
        results = self._send("/batch-extract", "images", images).get("results", [])
        if len(results) != len(images):
            raise ServiceError(f"/batch-extract answered {len(results)} results for {len(images)} images")
        return [self._finish(result, image.name) for image, result in zip(images, results, strict=True)]

    def submit(self, image: Path) -> str:
        """The new job's id."""
        return str(self._send("/jobs", "image", [image])["id"])

    def wait(self, job: str, name: str) -> Reading:
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            answer = self._call(Request(f"{self.url}/jobs/{job}?wait=30"))
            if answer["state"] in ("succeeded", "failed", "cancelled"):
                return self._reading(answer.get("result") or answer, name)
            time.sleep(0.05)
        raise ServiceError(f"{name}: job {job} has not ended after {_PATIENCE} s")

    def _finish(self, answer: JSON, name: str) -> Reading:
        """A result, or the job that a synchronous call turned into when it took too long."""
        return self.wait(answer["id"], name) if "state" in answer else self._reading(answer, name)

    def _reading(self, result: JSON, name: str) -> Reading:
        if not result.get("success"):
            raise ServiceError(f"{name}: not read: {json.dumps(result.get('error') or result)}")
        size = result["metadata"]
        return Reading(result["text"], result["confidence"], size["width"], size["height"], result["cached"])

    def _send(self, path: str, field: str, images: list[Path]) -> JSON:
        boundary = uuid.uuid4().hex
        body = b"".join(_part(boundary, field, image) for image in images) + f"--{boundary}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        return self._call(Request(self.url + path, body, headers))

    def _call(self, request: Request) -> JSON:
        where = f"{request.get_method()} {request.full_url}"
        try:
            with urlopen(request, timeout=180) as answer:
                return dict(json.load(answer))
        except HTTPError as error:
            raise ServiceError(_explain(where, error)) from None
        except (URLError, OSError, HTTPException) as error:
            reason = getattr(error, "reason", None) or error or type(error).__name__
            raise ServiceError(f"{where}: {reason}. Is the service running? (make run)") from None
        except (ValueError, TypeError):
            raise ServiceError(f"{where}: the answer is not a JSON object") from None


def _part(boundary: str, field: str, image: Path) -> bytes:
    head = (
        f"--{boundary}\r\n"
        f'Content-Disposition: form-data; name="{field}"; filename="{image.name}"\r\n'
        f"Content-Type: {_TYPES[image.suffix]}\r\n\r\n"
    )
    return head.encode() + image.read_bytes() + b"\r\n"


def _explain(where: str, error: HTTPError) -> str:
    message = f"{where}: {error.code} {error.read(2000).decode(errors='replace')}"
    if error.code == 429:
        message += "\nStart the service with LECTOR_RATE_LIMIT=off for this."
    return message
