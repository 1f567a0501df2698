"""This tool's own processes: which there are, and signals that reach nothing else.

The tool is made the reaper of its descendants, so that whoever outlives its parent becomes a child of the tool and
stays in reach.
"""

import contextlib
import ctypes
import os
import signal
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans() -> None:
    """From now on descendants that lose their parent become children of this process."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def descendants(ancestor: int | None = None) -> list[int]:
    """All that descend from a process, by default this one, parents first; none that only waits to be reaped."""
    parents = {pid: int(fields[1]) for pid in _pids() if (fields := _stat(pid)) and fields[0] != "Z"}
    found = [ancestor or os.getpid()]
    for parent in found:
        found += [pid for pid, its in parents.items() if its == parent]
    return found[1:]


def parent(pid: int) -> int | None:
    fields = _stat(pid)
    return int(fields[1]) if fields else None


def arguments(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")[:-1]
    except OSError:
        return []


def is_engine(pid: int) -> bool:
    return "engine" in arguments(pid)[1:2]


def is_worker(pid: int) -> bool:
    program = arguments(pid)[:1]
    return bool(program) and program[0].endswith("lector-worker") and not is_engine(pid)


def engines(worker: int) -> list[int]:
    return [pid for pid in descendants(worker) if is_engine(pid)]


def is_alive(pid: int) -> bool:
    """Not one that is dead already and only waits to be reaped."""
    fields = _stat(pid)
    return bool(fields) and fields[0] not in "ZX"


def send(pid: int, number: signal.Signals) -> bool:
    """False where the process is not there or is not ours; its number cannot have passed to another in between."""
    try:
        descriptor = os.pidfd_open(pid)
    except OSError:
        return False
    try:
        if pid not in descendants():
            return False
        signal.pidfd_send_signal(descriptor, number)
        return True
    except ProcessLookupError:
        return False
    finally:
        os.close(descriptor)


def end_all() -> None:
    """SIGKILL to every descendant, until there is none."""
    while alive := descendants():
        for pid in alive:
            send(pid, signal.SIGKILL)
        reap()


def reap(known: frozenset[int] = frozenset()) -> None:
    """Takes note of the end of adopted children. The `known` are someone's who waits for them."""
    for pid in _pids():
        fields = _stat(pid)
        if fields and fields[0] == "Z" and int(fields[1]) == os.getpid() and pid not in known:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)


def _pids() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on, which is field 3 of proc(5) and number 0 here."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
