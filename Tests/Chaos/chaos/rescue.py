"""How long a claim whose worker was killed waits for another worker, and whether that can be held against anyone."""

from collections import deque
from dataclasses import dataclass, field

WATCH_LIMIT = 60
"""Seconds for which a claim is watched."""
CHANCE = 1.5
"""Seconds that a worker must have had a free slot without a break to be expected to claim: a new engine takes long."""
MARGIN = 0.25
"""Seconds for what was claimed just before the lease was over to be seen."""


@dataclass
class Watch:
    """One claim from the moment its worker was killed."""

    recognition: int
    epoch: int
    start: float
    lease: float
    lowest_usable: int | None = None
    """The fewest workers that could have taken it, after its lease was over and before a rescue was due."""
    had_chance: bool = False
    free_since: dict[str, float] = field(default_factory=dict)
    """By worker."""

    @property
    def due(self) -> float:
        """Two leases after the kill."""
        return self.start + 2 * self.lease

    def note(self, now: float, usable: int, free: set[str], fresh_claims: bool) -> None:
        """What a look at the table showed: usable workers, those of them with a free slot, and whether something was
        claimed for the first time, which must not happen before what had its turn already is claimed again."""
        if not self.start + self.lease + MARGIN <= now <= self.due:
            return
        self.lowest_usable = usable if self.lowest_usable is None else min(self.lowest_usable, usable)
        self.free_since = {worker: self.free_since.get(worker, now) for worker in free}
        waited = any(now - since >= CHANCE for since in self.free_since.values())
        self.had_chance = self.had_chance or fresh_claims or waited

    def excuse(self, lock_stopped: bool, stalled: bool) -> str | None:
        """Why a rescue that came late is nobody's fault."""
        if lock_stopped:
            return "the write lock was held"
        if stalled:
            return "the machine stood still"
        if not self.lowest_usable:
            return "no worker was there"
        return None if self.had_chance else "every slot was busy"


class Stalls:
    """Times in which the watcher itself did not get to run."""

    LONGEST = 0.75

    def __init__(self) -> None:
        self._last: float | None = None
        self._found: deque[tuple[float, float]] = deque(maxlen=1000)

    def note(self, now: float) -> None:
        if self._last is not None and now - self._last > self.LONGEST:
            self._found.append((self._last, now))
        self._last = now

    def touched(self, start: float, end: float) -> bool:
        return any(since <= end and until >= start for since, until in self._found)
