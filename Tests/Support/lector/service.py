"""A Lector of our own for a test, started from built binaries."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

START_LIMIT = 30
STOP_LIMIT = 20
"""Seconds."""

PROGRAMS = ("lector-api", "lector-worker")
PAGES = "lector_API.resources"
"""What the API serves from beside its program."""


class ServiceError(Exception):
    """Nothing can be tested. The text is for the user."""


class Service:
    def __init__(self, process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._process = process
        self._log = log

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/ready", timeout=5):
                return True
        except OSError:
            return False

    def check(self) -> None:
        """Fails where it has ended by itself."""
        if self._process.poll() is not None:
            raise self._error("has ended")

    def wait_until_ready(self) -> None:
        end = time.monotonic() + START_LIMIT
        while not self.is_ready():
            self.check()
            if time.monotonic() > end:
                raise self._error("did not start")
            time.sleep(0.05)
        self.check()

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _error(self, what: str) -> ServiceError:
        return ServiceError(f"the service {what}: {self._log.read_text(errors='replace')[-2000:]}")


@contextmanager
def running(binaries: Path, settings: Mapping[str, str]) -> Iterator[Service]:
    """Ready, on a data folder of its own, and there still at the end. Its programs and pages are copied: a build may go
    on meanwhile."""
    with tempfile.TemporaryDirectory(prefix="lector-test-") as name:
        folder = Path(name)
        copy_programs(binaries, folder)
        port, log = free_port(int(settings.get("LECTOR_HTTP_PORT", 0))), folder / "api.log"
        environment = clean_environment() | _settings(folder, port) | dict(settings)
        with log.open("wb") as output:
            process = subprocess.Popen([str(folder / "lector-api")], env=environment, stdout=output, stderr=output)
        service = Service(process, port, log)
        try:
            service.wait_until_ready()
            yield service
            service.check()
        finally:
            service.stop()


def copy_programs(binaries: Path, folder: Path) -> None:
    """With the pages beside them: a build may go on meanwhile."""
    try:
        for program in PROGRAMS:
            shutil.copy2(binaries / program, folder / program)
        shutil.copytree(binaries / PAGES, folder / PAGES)
    except OSError as error:
        raise ServiceError(f"{error}: run `make build` first") from None


def clean_environment() -> dict[str, str]:
    """Ours without settings of Lector's."""
    return {name: value for name, value in os.environ.items() if not name.startswith("LECTOR_") and name != "PORT"}


def _settings(folder: Path, port: int) -> dict[str, str]:
    return {
        "OMP_THREAD_LIMIT": "1",
        "LECTOR_DATABASE": str(folder / "lector.sqlite"),
        "LECTOR_HTTP_PORT": str(port),
        "LECTOR_RATE_LIMIT": "off",
        "LECTOR_LOG_LEVEL": "error",
    }


def free_port(wanted: int = 0) -> int:
    """Any, where 0 is wanted. Whoever has it already would answer in our service's place until that has ended."""
    with socket.socket() as probe:
        # Not for what listens, but for connections of before.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError as error:
            raise ServiceError(f"port {wanted}: {error.strerror}") from None
        return int(probe.getsockname()[1])
