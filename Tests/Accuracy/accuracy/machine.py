"""What was measured, when, and on what."""

import os
import platform
import re
import subprocess
from datetime import date
from pathlib import Path

from accuracy.paths import ROOT


def version() -> str:
    """The revision, and whether what reads differs from it; tables in docs do not matter."""
    revision = _first_line("git", "-C", str(ROOT), "rev-parse", "--short", "HEAD")
    changed = _first_line("git", "--no-optional-locks", "-C", str(ROOT), "status", "--porcelain", "--", "Sources")
    return revision if changed == "unknown" else f"{revision} with changes"


def described() -> str:
    return (
        f"{date.today()}, version {version()}, Tesseract {_first_line('pkg-config', '--modversion', 'tesseract')}, "
        f"{_processor()} ({len(os.sched_getaffinity(0))} cores)"
    )


def _processor() -> str:
    found = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    return found[1] if found else platform.machine()


def _first_line(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return (done.stdout.splitlines() or ["unknown"])[0]
