"""What all tests of a run share: services, one for each set of settings."""

import sys
import unittest
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from browser.paths import REPOSITORY

sys.path.append(str(REPOSITORY / "Tests" / "Support"))
from lector.service import ServiceError, running  # noqa: E402

__all__ = ["ServiceError", "Session"]


class Session:
    def __init__(self, binaries: Path, url: str | None = None) -> None:
        """`url` is of a service that runs already, with its own settings."""
        self._binaries = binaries
        self._running = url
        self._stack = ExitStack()
        self._urls: dict[tuple[tuple[str, str], ...], str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def url(self, settings: Mapping[str, str]) -> str:
        """Of a service with these settings, started at the first call."""
        if self._running is not None:
            if settings:
                raise unittest.SkipTest(f"needs a service with {dict(settings)}")
            return self._running
        key = tuple(sorted(settings.items()))
        if key not in self._urls:
            self._urls[key] = self._stack.enter_context(running(self._binaries, settings)).url
        return self._urls[key]
