"""A request whose server dies while it answers."""

import contextlib
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

from chaos.wire import Request, Response

READ_LIMIT = 5


@dataclass(frozen=True)
class Wire:
    port: int
    address: str
    """The client's."""


def interrupted(wire: Wire, request: Request, milliseconds: float, kill: Callable[[], None]) -> Response | None:
    """Sends all of the request, kills so much later, and takes what had been answered by then, if it is whole."""
    received = b""
    killed = False
    try:
        with socket.create_connection(("127.0.0.1", wire.port), READ_LIMIT, (wire.address, 0)) as connection:
            connection.sendall(request.bytes())
            time.sleep(milliseconds / 1000)
            killed = True
            kill()
            while chunk := connection.recv(1 << 16):
                received += chunk
    except OSError:
        if not killed:
            kill()
    return _whole(received)


def _whole(received: bytes) -> Response | None:
    head, _, body = received.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    with contextlib.suppress(ValueError, IndexError, KeyError):
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        if len(body) == int(fields["content-length"]):
            return Response.parse(int(lines[0].split()[1]), body)
    return None
