"""Things to be done after a while, by the thread that also does everything else."""

import heapq
import itertools
import time
from collections.abc import Callable


class Later:
    def __init__(self) -> None:
        self._heap: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = itertools.count()

    def after(self, seconds: float, body: Callable[[], None]) -> None:
        heapq.heappush(self._heap, (time.monotonic() + seconds, next(self._numbers), body))

    def run_due(self) -> None:
        while self._heap and self._heap[0][0] <= time.monotonic():
            heapq.heappop(self._heap)[2]()

    @property
    def is_empty(self) -> bool:
        return not self._heap
