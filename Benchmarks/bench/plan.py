"""How long everything is measured, and where things lie."""

from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
ROOT = HOME.parent
VENV = HOME / ".venv"


@dataclass(frozen=True)
class Plan:
    """Amounts; times are in seconds."""

    page_rounds: int = 4
    page_copies: int = 2
    small_rounds: int = 4
    small_images: int = 96
    load_rounds: int = 5
    load_seconds: int = 4
    pickups: int = 200
    scale_rows: int = 1_000_000
    scale_pickups: int = 100
    call_count: int = 300
    call_rounds: int = 3
    idle_seconds: int = 20
    starts: int = 7
    engine_pages: int = 1000
    waiting_clients: int = 10_000
    waiting_seconds: int = 30
    """From one sign of life to the next that followers are sent: one of them is in any such time."""


QUICK = Plan(
    page_rounds=1,
    page_copies=1,
    small_rounds=1,
    small_images=16,
    load_rounds=1,
    load_seconds=2,
    pickups=30,
    scale_rows=50_000,
    scale_pickups=20,
    call_count=50,
    call_rounds=1,
    idle_seconds=5,
    starts=3,
    engine_pages=200,
    waiting_clients=1000,
    waiting_seconds=5,
)


@dataclass(frozen=True)
class Bench:
    """What every figure is given."""

    plan: Plan
    binaries: Path
    """The folder with `lector-api` and `lector-worker`."""
    work: Path
    """A new folder on the disk that the repository is on. It goes when the run ends."""
