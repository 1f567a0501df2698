"""Jobs, and what a service answers about them."""

import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

BOUNDARY = "outputs-3f6c0a"
JOB_LIMIT = 180
"""Seconds, for one job."""


class JobError(Exception):
    """There is no job, or no result of it."""


Box = tuple[int, int, int, int]
"""Left, top, right, bottom, in pixels."""


@dataclass(frozen=True)
class Word:
    text: str
    box: Box
    line: Box
    """Around the words of its line."""
    confidence: float


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    """By names in lower case."""
    body: bytes


@dataclass(frozen=True)
class Job:
    """A job that has succeeded."""

    id: str
    text: str
    words: list[Word]


class Client:
    def __init__(self, url: str) -> None:
        self.url = url

    def read(self, image: bytes, filename: str, **options: str) -> Job:
        """Sends the image and waits for its job's end."""
        body = _form(image, filename)
        request = urllib.request.Request(f"{self.url}/jobs?{urlencode(options)}", body)
        request.add_header("Content-Type", f"multipart/form-data; boundary={BOUNDARY}")
        answer = _answer(request)
        if answer.status != 202:
            raise JobError(f"POST /jobs: {answer.status} {answer.body[:300]!r}")
        return self._finished(json.loads(answer.body)["id"])

    def result(self, job: Job, output: str) -> Answer:
        return _answer(urllib.request.Request(f"{self.url}/jobs/{job.id}/result?format={output}"))

    def accepted(self, job: Job, accept: str) -> Answer:
        return _answer(urllib.request.Request(f"{self.url}/jobs/{job.id}/result", headers={"Accept": accept}))

    def _finished(self, identifier: str) -> Job:
        end = time.monotonic() + JOB_LIMIT
        while time.monotonic() < end:
            answer = _answer(urllib.request.Request(f"{self.url}/jobs/{identifier}?wait=30&detail=words"))
            job: dict[str, Any] = json.loads(answer.body)
            if job.get("state") == "succeeded":
                return Job(identifier, job["result"]["text"], _words(job["result"]["words"]))
            if answer.status != 200 or job["state"] in ("failed", "cancelled"):
                raise JobError(f"the job did not succeed: {answer.body[:300]!r}")
        raise JobError(f"the job took more than {JOB_LIMIT} s")


def _words(words: list[dict[str, Any]]) -> list[Word]:
    places = [(word["page"], word["block"], word["line"]) for word in words]
    boxes = [_box(*word["box"]) for word in words]
    lines: dict[tuple[int, int, int], Box] = {}
    for place, box in zip(places, boxes, strict=True):
        lines[place] = _around(lines.get(place, box), box)
    return [
        Word(word["text"], box, lines[place], word["confidence"])
        for word, box, place in zip(words, boxes, places, strict=True)
    ]


def _box(left: int, top: int, width: int, height: int) -> Box:
    return left, top, left + width, top + height


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _form(content: bytes, filename: str) -> bytes:
    """As browsers write it."""
    quoted = filename.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="image"; filename="{quoted}"\r\n\r\n'
    return head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()


def _answer(request: urllib.request.Request) -> Answer:
    try:
        with urllib.request.urlopen(request, timeout=120) as response:
            return Answer(response.status, _headers(response.headers), response.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, _headers(error.headers), error.read())
    except OSError as error:
        raise JobError(f"{request.full_url}: {error}") from None


def _headers(headers: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
