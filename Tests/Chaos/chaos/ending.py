"""Graceful ends: SIGTERM, and a look at how and when the process ended."""

import signal
import time
from collections.abc import Callable

from chaos import family
from chaos.fleet import Fleet, Member
from chaos.history import History, Stopped
from chaos.later import Later
from chaos.locks import LockProbe

GRACE = 5
"""Seconds over `LECTOR_SHUTDOWN_TIMEOUT`: the machine is small, and shared."""
KILLED_AFTER = 15
"""Seconds past its limit after which a process is given up."""
PAUSE = 0.05


class Endings:
    def __init__(self, fleet: Fleet, history: History, locks: LockProbe, later: Later, shutdown: float) -> None:
        self._fleet = fleet
        self._history = history
        self._locks = locks
        self._later = later
        self._shutdown = shutdown

    def begin(self, member: Member, then: Callable[[], None]) -> bool:
        """Sends SIGTERM; what is to be done `then` is done once the process has ended."""
        if not family.send(member.pid, signal.SIGTERM):
            return False
        member.leaving = True
        start = time.monotonic()
        self._later.after(PAUSE, lambda: self._look(member, start, then))
        return True

    def _look(self, member: Member, start: float, then: Callable[[], None]) -> None:
        now = time.monotonic()
        # Nobody can be blamed for the time in which nobody could write.
        limit = self._shutdown + GRACE + self._locks.seconds(start, now)
        if member.is_up and now - start < limit + KILLED_AFTER:
            self._later.after(PAUSE, lambda: self._look(member, start, then))
            return
        status = member.process.returncode if member.process else None
        self._history.add(Stopped(f"{member.name}.{member.starts}", status, round(now - start, 2), round(limit, 2)))
        if status is None:
            self._fleet.kill(member)
        member.port = None
        then()
