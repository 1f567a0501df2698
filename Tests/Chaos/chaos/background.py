"""Threads that work until they are told to stop, and whose failures are not lost."""

import threading
import traceback
from collections.abc import Callable


class Background:
    """The threads of a run, and the one sign for all of them to stop."""

    def __init__(self) -> None:
        self.failures: list[str] = []
        self._threads: list[threading.Thread] = []

    def run(self, name: str, body: Callable[[], None]) -> None:
        thread = threading.Thread(target=self._guarded, args=(name, body), name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def join(self, names: str, limit: float) -> None:
        """Waits for the threads whose names begin so."""
        for thread in self._threads:
            if thread.name.startswith(names):
                thread.join(limit)
                if thread.is_alive():
                    self.failures.append(f"{thread.name} does not end")

    def _guarded(self, name: str, body: Callable[[], None]) -> None:
        try:
            body()
        except Exception:
            self.failures.append(f"{name}: {traceback.format_exc()}")
