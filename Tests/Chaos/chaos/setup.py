"""A run's own folder and settings."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = ("lector-api", "lector-worker")
MAX_ATTEMPTS = 20
"""So many that injected deaths of engines do not use them up."""


@dataclass(frozen=True)
class Setup:
    seconds: int
    seed: int
    lease: float
    """Seconds."""
    work: Path

    @property
    def database(self) -> Path:
        return self.work / "data" / "lector.sqlite"

    @property
    def uploads(self) -> Path:
        return self.work / "data" / "uploads"

    @property
    def logs(self) -> Path:
        return self.work / "logs"

    @property
    def history(self) -> Path:
        return self.work / "history.jsonl"

    @property
    def shutdown(self) -> float:
        """`LECTOR_SHUTDOWN_TIMEOUT` in seconds."""
        return 4

    def program(self, name: str) -> str:
        return str(self.work / "bin" / name)

    def prepare(self, binaries: Path) -> None:
        """Makes the folders, and copies the programs side by side, so that a build during the run changes nothing."""
        for folder in ("bin", "data", "logs"):
            (self.work / folder).mkdir(parents=True)
        for name in PROGRAMS:
            shutil.copy2(binaries / name, self.work / "bin" / name)

    def environment(self, **changes: str) -> dict[str, str]:
        """Ours without settings of Lector's, the run's settings, and the changes."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("LECTOR_") and name != "PORT"}
        return {
            **kept,
            "OMP_THREAD_LIMIT": "1",
            "LECTOR_DATABASE": str(self.database),
            "LECTOR_HTTP_PORT": "0",
            "LECTOR_RATE_LIMIT": "off",
            "LECTOR_LEASE": f"{self.lease * 1000:.0f}ms",
            "LECTOR_MAX_ATTEMPTS": str(MAX_ATTEMPTS),
            "LECTOR_SYNC_WAIT": "3s",
            "LECTOR_SHUTDOWN_TIMEOUT": f"{self.shutdown * 1000:.0f}ms",
            "LECTOR_LOG_FORMAT": "json",
            **changes,
        }
