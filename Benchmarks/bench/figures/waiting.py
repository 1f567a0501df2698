"""What ten thousand clients cost who wait for jobs: half of them by events, half by long polls."""

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


def measure(bench: Bench) -> Outcome:
    count = bench.plan.waiting_clients
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, count + 1000), most))
    # Without a worker nothing moves: what is measured is the waiting.
    with lector(bench, bench.work / "waiting", workers=0) as service, ExitStack() as stack:
        with Connection(service.port) as connection:
            jobs = [submit(connection, images.tiny()) for _ in range(JOBS)]
        time.sleep(SETTLE_SECONDS)
        before = processes.resident_bytes(service.process.pid)
        clients = [stack.enter_context(_asking(service.port, jobs[number % JOBS], number)) for number in range(count)]
        for client in clients[::2]:
            _expect_event(client)
        time.sleep(SETTLE_SECONDS)
        each = (processes.resident_bytes(service.process.pid) - before) / count
        start, used = time.monotonic(), processes.cpu_seconds(service.process.pid)
        time.sleep(bench.plan.idle_seconds)
        share = (processes.cpu_seconds(service.process.pid) - used) / (time.monotonic() - start)
    rows = [
        Row(f"memory of each of {count:,} clients that wait", f"{each / 1000:.1f} kB", aim="< 20 kB"),
        Row("… processor time of the API meanwhile", f"{share:.2%} of a core"),
    ]
    return Outcome(rows, ["half of them follow events, half are in a long poll of a minute; resident memory"])


def _asking(port: int, job: str, number: int) -> socket.socket:
    path = f"/jobs/{job}/events" if number % 2 == 0 else f"/jobs/{job}?wait=60"
    client = socket.create_connection(("127.0.0.1", port), timeout=60)
    client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    return client


def _expect_event(client: socket.socket) -> None:
    seen = b""
    while b"event: state" not in seen:
        piece = client.recv(4096)
        if not piece:
            raise MeasuringError(f"an event stream did not begin: {seen[:200]!r}")
        seen += piece
