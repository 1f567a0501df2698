"""Who is stopped by SIGSTOP now, and until when."""

import signal
import threading
import time

from chaos import family


class Pauses:
    """Stops processes, and lets them go on when their time is over, whatever else happened to them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until: dict[int, tuple[float, str]] = {}

    def stop(self, pid: int, name: str, seconds: float) -> bool:
        if not family.send(pid, signal.SIGSTOP):
            return False
        with self._lock:
            self._until[pid] = (time.monotonic() + seconds, name)
        return True

    def resume_due(self) -> list[int]:
        """The process ids of those that go on now."""
        return self._resume(time.monotonic())

    def resume_all(self) -> list[int]:
        return self._resume(float("inf"))

    def has(self, pid: int) -> bool:
        with self._lock:
            return pid in self._until

    def names(self) -> list[str]:
        with self._lock:
            return [name for _, name in self._until.values()]

    def _resume(self, now: float) -> list[int]:
        with self._lock:
            due = [pid for pid, (until, _) in self._until.items() if until <= now]
            for pid in due:
                del self._until[pid]
        for pid in due:
            family.send(pid, signal.SIGCONT)
        return due
