"""A small HTTP/1.1 client for loopback: it costs little, because it shares the cores with what it measures."""

import json
import socket
from types import TracebackType
from typing import Any, NamedTuple

from bench.images import Image
from bench.processes import MeasuringError

BOUNDARY = "lector-bench-5f1c8d2e9a7b4036"


class Response(NamedTuple):
    status: int
    body: bytes

    def json(self) -> dict[str, Any]:
        """The body's object; empty where there is none, as of a service that failed."""
        try:
            value = json.loads(self.body)
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}


class Connection:
    """One connection, kept alive. Requests are sent one after the other."""

    def __init__(self, port: int, timeout: float = 120) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._socket.close()

    def exchange(self, request: bytes) -> Response:
        self.send(request)
        return self.receive()

    def get(self, path: str) -> Response:
        return self.exchange(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())

    def send(self, request: bytes) -> None:
        self._socket.sendall(request)

    def receive(self) -> Response:
        received = b""
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._read()
        head = received[:end].lower()
        _, found, rest = head.partition(b"\r\ncontent-length:")
        if not found:
            raise MeasuringError("an answer without Content-Length")
        length = end + 4 + int(rest.split(b"\r\n", 1)[0])
        while len(received) < length:
            received += self._read()
        return Response(int(head.split(b" ", 2)[1]), received[end + 4 : length])

    def _read(self) -> bytes:
        data = self._socket.recv(1 << 16)
        if not data:
            raise MeasuringError("the server closed the connection")
        return data


def answers(port: int, path: str) -> bool:
    """Whether a GET answers 200."""
    try:
        with Connection(port) as connection:
            return connection.get(path).status == 200
    except OSError:
        return False


def form(image: Image) -> tuple[bytes, bytes]:
    """What comes before and after the image's bytes in a multipart body."""
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="image"; filename="{image.name}"\r\n'
        f"Content-Type: {image.media_type}\r\n\r\n"
    )
    return head.encode(), f"\r\n--{BOUNDARY}--\r\n".encode()


def upload(path: str, image: Image) -> bytes:
    """A whole request that posts an image."""
    before, after = form(image)
    body = before + image.content + after
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n"
    )
    return head.encode() + body
