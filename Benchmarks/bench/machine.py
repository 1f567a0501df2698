"""What the figures were measured on."""

import os
import platform
import re
import sqlite3
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.plan import ROOT, Bench


def describe(bench: Bench) -> list[str]:
    """Markdown lines: date, hardware, versions."""
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return [
        f"Measured {now} at revision {_revision()}, build `{bench.binaries.name}`, by `Benchmarks/run.py`.",
        "",
        f"- Machine: {_processor()}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GB, "
        f"Linux {platform.release()}, {_file_system(bench.work)}; load before the run {os.getloadavg()[0]:.1f}",
        f"- Lector: {_first_line('swift', '--version')}; Tesseract {_package('tesseract')}, "
        f"Leptonica {_package('lept')}, SQLite {_package('sqlite3')}",
        f"- Replaced service: Python {platform.python_version()}, FastAPI {version('fastapi')}, "
        f"uvicorn {version('uvicorn')}, pytesseract {version('pytesseract')}, slowapi {version('slowapi')}",
        f"- Load: {_first_line('wrk', '-v').split(' [')[0]}; SQLite {sqlite3.sqlite_version} in Python",
    ]


def _revision() -> str:
    revision = _first_line("git", "-C", str(ROOT), "rev-parse", "--short", "HEAD")
    changed = _output("git", "-C", str(ROOT), "status", "--porcelain")
    return revision + (" with changes" if changed else "")


def _processor() -> str:
    found = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    return found[1] if found else platform.machine()


def _file_system(folder: Path) -> str:
    kind = _output("df", "--output=fstype", str(folder)).split()[-1]
    return f"{kind} (not a disk: the durable figures mean nothing)" if kind in ("tmpfs", "ramfs") else kind


def _package(name: str) -> str:
    return _first_line("pkg-config", "--modversion", name)


def _first_line(*command: str) -> str:
    return (_output(*command).splitlines() or ["unknown"])[0]


def _output(*command: str) -> str:
    """Standard output and error; empty where there is no such program."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout + done.stderr).strip()
