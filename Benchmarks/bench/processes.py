"""Child processes, and what /proc says of them."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

STOP_LIMIT = 20
"""Seconds for a process to end after SIGTERM."""


class MeasuringError(Exception):
    """A figure cannot be measured. The text is for the report."""


def environment(**changes: str) -> dict[str, str]:
    """Ours without settings of Lector's, one thread for each Tesseract on every side, and the changes."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LECTOR_") and name != "PORT"}
    return {**kept, "OMP_THREAD_LIMIT": "1", **changes}


@contextmanager
def running(command: Sequence[str], log: Path, env: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process with its standard output and error in a file, and its end at the end of the block."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=env, start_new_session=True
        )
    try:
        yield process
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """SIGTERM, and SIGKILL to its whole group where that does not end it."""
    process.terminate()
    try:
        process.wait(STOP_LIMIT)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def last_lines(log: Path, count: int = 3) -> str:
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return " / ".join(lines[-count:]) or "(nothing logged)"


def family(process: int) -> list[int]:
    """The process and all that descend from it."""
    parents = {pid: _stat(pid)[1] for pid in map(int, filter(str.isdigit, os.listdir("/proc")))}
    found = [process]
    for ancestor in found:
        found += [pid for pid, parent in parents.items() if parent == str(ancestor)]
    return found


def arguments(process: int) -> list[str]:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return []


def cpu_seconds(process: int) -> float:
    """User and system time so far; 0 for a process that is gone."""
    fields = _stat(process)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_bytes(process: int) -> int:
    try:
        pages = Path(f"/proc/{process}/statm").read_text().split()[1]
    except OSError:
        raise MeasuringError(f"process {process} is gone") from None
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _stat(process: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on, which is field 3 of proc(5) and number 0 here."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["0"] * 50
