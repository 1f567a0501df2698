"""Our own bare programs in C: what the same work costs with nothing around it."""

import json
import subprocess
from pathlib import Path
from typing import Any

from bench.plan import HOME, ROOT
from bench.processes import MeasuringError, environment

FLAGS = ["-std=gnu11", "-O2", "-Wall", "-Wextra", "-pthread"]


def tesseract_loop(processes: int, mode: int, files: list[Path]) -> dict[str, Any]:
    """Pages, seconds, errors and characters of so many warm processes that share the files.

    `mode` is the page segmentation mode.
    """
    program = _compiled("tesseract_loop", ["tesseract", "lept"])
    return _run([str(program), "eng", str(processes), str(mode), *map(str, files)])


def durable_writes(folder: Path, threads: int, seconds: int, image: Path) -> dict[str, Any]:
    """Writes and seconds. The folder must be new, and stays."""
    program = _compiled("durable_writes", ["sqlite3"])
    folder.mkdir(parents=True)
    return _run([str(program), str(folder), str(threads), str(seconds), str(image)])


def _compiled(name: str, packages: list[str]) -> Path:
    source = HOME / "c" / f"{name}.c"
    program = ROOT / ".build" / "bench" / "bin" / name
    if program.exists() and program.stat().st_mtime > source.stat().st_mtime:
        return program
    program.parent.mkdir(parents=True, exist_ok=True)
    libraries = _output(["pkg-config", "--cflags", "--libs", *packages]).split()
    _output(["cc", *FLAGS, str(source), "-o", str(program), *libraries])
    return program


def _run(command: list[str]) -> dict[str, Any]:
    return dict(json.loads(_output(command)))


def _output(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=600, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise MeasuringError(f"{command[0]}: {error}") from None
    if done.returncode != 0:
        raise MeasuringError(f"{Path(command[0]).name} ended with {done.returncode}: {done.stderr[-300:]}")
    return done.stdout
