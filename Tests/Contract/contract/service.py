"""A Lector of our own that is fuzzed."""

import sys
from contextlib import AbstractContextManager
from pathlib import Path

from contract.paths import ROOT

sys.path.append(str(ROOT / "Tests" / "Support"))
from lector import service  # noqa: E402
from lector.service import Service, ServiceError  # noqa: E402

__all__ = ["ServiceError", "running"]

SETTINGS = {
    "LECTOR_WORKERS": "2",
    "LECTOR_SYNC_WAIT": "1s",  # So that calls become jobs, too, and a full queue holds nothing up for long.
    "LECTOR_CACHE_TTL": "24h",
}


def running(binaries: Path) -> AbstractContextManager[Service]:
    return service.running(binaries, SETTINGS)
