"""What ten thousand clients cost who wait for jobs: by events, by long polls, and, to compare, with nothing asked."""

import resource
import socket
import time
from contextlib import ExitStack

from bench import images, processes
from bench.plan import Bench
from bench.processes import MeasuringError
from bench.report import Outcome, Row
from bench.service import lector, submit
from bench.wire import Connection

JOBS = 100
SETTLE_SECONDS = 5
WAYS = {
    "open": ("/health", b"ok"),
    "events": ("/jobs/{job}/events", b"event: state"),
    "poll": ("/jobs/{job}?wait=60", None),
}
"""The path that is asked for, and what is read before the waiting begins."""


def measure(bench: Bench) -> Outcome:
    count = bench.plan.waiting_clients
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, count + 1000), most))
    cost = {way: _cost(bench, way, count) for way in WAYS}
    against = f"a connection that is only open: {cost['open'][0]:.1f} kB"
    rows = [
        Row(
            f"memory of each of {count:,} clients that follow events",
            f"{cost['events'][0]:.1f} kB",
            against,
            aim="< 20 kB",
        ),
        Row(f"… of each of {count:,} in a long poll", f"{cost['poll'][0]:.1f} kB", against, aim="< 20 kB"),
        Row("… processor time of the API meanwhile", f"{max(cost['events'][1], cost['poll'][1]):.2%} of a core"),
    ]
    return Outcome(rows, ["resident memory of the API, connection and all"])


def _cost(bench: Bench, way: str, count: int) -> tuple[float, float]:
    """Kilobytes of each, and the share of a core that all of them take."""
    path, sign = WAYS[way]
    # Without a worker nothing moves: what is measured is the waiting.
    with lector(bench, bench.work / way, workers=0) as service, ExitStack() as stack:
        with Connection(service.port) as connection:
            jobs = [submit(connection, images.tiny()) for _ in range(JOBS)]
        time.sleep(SETTLE_SECONDS)
        before = processes.resident_bytes(service.process.pid)
        for number in range(count):
            client = stack.enter_context(_asking(service.port, path.format(job=jobs[number % JOBS])))
            if sign:
                _expect(client, sign)
        time.sleep(SETTLE_SECONDS)
        each = (processes.resident_bytes(service.process.pid) - before) / count / 1000
        start, used = time.monotonic(), processes.cpu_seconds(service.process.pid)
        time.sleep(bench.plan.waiting_seconds)
        return each, (processes.cpu_seconds(service.process.pid) - used) / (time.monotonic() - start)


def _asking(port: int, path: str) -> socket.socket:
    client = socket.create_connection(("127.0.0.1", port), timeout=60)
    client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    return client


def _expect(client: socket.socket, sign: bytes) -> None:
    seen = b""
    while sign not in seen:
        piece = client.recv(4096)
        if not piece:
            raise MeasuringError(f"a client was answered {seen[:200]!r}")
        seen += piece
