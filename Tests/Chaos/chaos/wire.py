"""Requests as clients send them, and what comes back."""

import http.client
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from chaos.pictures import Image

BOUNDARY = "lector-chaos-7b0e4d51c2f84a96"
TIMEOUT = 20
"""Seconds. An API that is stopped for longer than that is given up."""


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    def bytes(self) -> bytes:
        """As it goes over the wire, for a connection that serves this one request."""
        fields = {"Host": "127.0.0.1", "Connection": "close", "Content-Length": str(len(self.body)), **self.headers}
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        return f"{self.method} {self.path} HTTP/1.1\r\n{head}\r\n".encode() + self.body


@dataclass(frozen=True)
class Response:
    status: int
    json: dict[str, Any]

    @classmethod
    def parse(cls, status: int, body: bytes) -> "Response":
        """The object of a body; empty where there is none."""
        try:
            value = json.loads(body)
        except ValueError:
            value = {}
        return cls(status, value if isinstance(value, dict) else {})


def exchange(port: int, request: Request, address: str = "127.0.0.1") -> Response | None:
    """The answer; nil where the connection broke before all of it was there, and nobody knows what was done."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT, source_address=(address, 0))
    try:
        connection.request(request.method, request.path, request.body or None, request.headers)
        response = connection.getresponse()
        return Response.parse(response.status, response.read())
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def upload(path: str, images: Sequence[Image], field_name: str = "image", **headers: str) -> Request:
    """A request that hands in images. A header `Prefer` is written as `prefer`, and with `_` for `-`."""
    parts = [_part(field_name, image) for image in images]
    body = b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    return Request("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", **named})


def keyed(request: Request, key: str | None) -> Request:
    """The request with an `Idempotency-Key`, which is a string of RFC 8941 and so in quotes."""
    if key is None:
        return request
    return Request(request.method, request.path, request.body, {**request.headers, "Idempotency-Key": f'"{key}"'})


def _part(name: str, image: Image) -> bytes:
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{image.name}"\r\n'
        f"Content-Type: image/png\r\n\r\n"
    )
    return head.encode() + image.content + b"\r\n"
