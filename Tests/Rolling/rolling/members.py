"""APIs and workers as processes of their own, each with a port that stays its own."""

import signal
import subprocess
import time
import urllib.request
from pathlib import Path

import rolling.paths  # noqa: F401  where lector is found

from lector.service import clean_environment, copy_programs

START_LIMIT = 30
"""Seconds."""


class Broken(Exception):
    """What was to hold does not. The text is for the user."""


class Release:
    """Programs, copied: a build may go on meanwhile."""

    def __init__(self, binaries: Path, folder: Path, knows_delay: bool) -> None:
        folder.mkdir()
        copy_programs(binaries, folder)
        self.folder = folder
        self.knows_delay = knows_delay


class Member:
    """One API or worker of a release; another one takes its place."""

    def __init__(self, name: str, work: Path, port: int | None) -> None:
        self.name = name
        self.port = port
        self._work = work
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, release: Release) -> None:
        """Returns once it takes work."""
        program = "lector-worker" if self.port is None else "lector-api"
        with (self._work / f"{self.name}.log").open("ab") as log:
            self._process = subprocess.Popen(
                [str(release.folder / program)], env=self._environment(release), stdout=log, stderr=log
            )
        end = time.monotonic() + START_LIMIT
        while not self._is_ready():
            if self._process.poll() is not None:
                raise Broken(f"{self.name} ended at once, with {self._process.returncode}: {self._log()}")
            if time.monotonic() > end:
                raise Broken(f"{self.name} is not ready after {START_LIMIT} s: {self._log()}")
            time.sleep(0.05)

    def stop(self, limit: float) -> float:
        """Tells it to end, and waits for that; returns the seconds."""
        process = self._running()
        start = time.monotonic()
        process.send_signal(signal.SIGTERM)
        try:
            code = process.wait(limit)
        except subprocess.TimeoutExpired:
            raise Broken(f"{self.name} has not ended after {limit} s: {self._log()}") from None
        if code != 0:
            raise Broken(f"{self.name} ended with {code}: {self._log()}")
        return time.monotonic() - start

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            raise Broken(f"{self.name} has ended by itself: {self._log()}")
        return self._process

    def _is_ready(self) -> bool:
        if self.port is None:
            # Engines are its children, of any of its threads: it has one once it can read.
            threads = Path(f"/proc/{self._running().pid}/task").glob("*/children")
            return any(thread.read_text().strip() for thread in threads)
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/ready", timeout=2):
                return True
        except OSError:
            return False

    def _environment(self, release: Release) -> dict[str, str]:
        settings = clean_environment() | {
            "OMP_THREAD_LIMIT": "1",
            "LECTOR_DATABASE": str(self._work / "data/lector.sqlite"),
            "LECTOR_RATE_LIMIT": "off",
            "LECTOR_LOG_LEVEL": "warning",
            "LECTOR_TRUSTED_PROXIES": "127.0.0.1",
        }
        if self.port is None:
            return settings | {"LECTOR_SLOTS": "1"}
        settings |= {"LECTOR_WORKERS": "0", "LECTOR_HTTP_PORT": str(self.port)}
        if release.knows_delay:
            settings["LECTOR_SHUTDOWN_DELAY"] = "3s"
        return settings

    def _log(self) -> str:
        return (self._work / f"{self.name}.log").read_text(errors="replace")[-2000:]
