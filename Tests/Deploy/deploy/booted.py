"""deploy/systemd for real: its units, under a systemd of their own, in namespaces of their own (see `boot`)."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from deploy.paths import TEST_IMAGES
from deploy.tool import ToolError, run

HERE = Path(__file__).resolve().parent
GUESTS = (HERE / "inside.py", TEST_IMAGES / "2_test.jpg")
"""What is run in there, and its argument."""
START_LIMIT = 20
"""Seconds until there is a process 1."""


class Impossible(Exception):
    """This machine does not let us. The text says why."""


def problems(root: Path) -> list[str]:
    """`root` is what units.install made."""
    if os.geteuid() != 0:
        raise Impossible("needs root")
    with tempfile.TemporaryDirectory(prefix="lector-boot-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for file in GUESTS:
            shutil.copy(file, root)
        log = folder / "log"
        command = ["unshare", "--mount", "--", HERE / "boot", "outside", folder, root, _swift(root)]
        with log.open("wb") as output:
            process = subprocess.Popen([str(part) for part in command], stdout=output, stderr=output)
        try:
            init = _init(process, log)
            try:
                return _inside(init)
            finally:
                os.kill(init, signal.SIGKILL)
        finally:
            process.wait(START_LIMIT)


def _swift(root: Path) -> str:
    """Where the toolchain has its libraries: the installed programs must not need it."""
    result = run(["ldd", root / "usr" / "local" / "bin" / "lector-api"])
    paths = [line.split()[2] for line in result.stdout.splitlines() if "libswiftCore.so" in line and "=>" in line]
    return str(Path(paths[0]).parent) if paths and not paths[0].startswith("/usr/local/lib/") else ""


def _init(process: "subprocess.Popen[bytes]", log: Path) -> int:
    """The process id, here, of systemd."""
    end = time.monotonic() + START_LIMIT
    while time.monotonic() < end:
        if process.poll() is not None:
            raise Impossible(log.read_text(errors="replace").strip().splitlines()[-1:] or "it ended at once")
        for child in _descendants(process.pid):
            if _name(child) == "systemd":
                return child
        time.sleep(0.05)
    process.kill()
    raise Impossible(f"no systemd after {START_LIMIT} s: {log.read_text(errors='replace').strip()}")


def _descendants(parent: int) -> list[int]:
    try:
        own = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    except OSError:
        return []
    return [one for child in map(int, own) for one in (child, *_descendants(child))]


def _name(process: int) -> str:
    try:
        return Path(f"/proc/{process}/comm").read_text().strip()
    except OSError:
        return ""


def _inside(init: int) -> list[str]:
    # In there, /tmp is another, and so may be what lies in it here: virtual environments, a clone of the project.
    python = Path(sys.executable).resolve()
    result = run(["nsenter", f"--target={init}", "--all", python, *(f"/{file.name}" for file in GUESTS)])
    if result.returncode != 0:
        raise ToolError(f"{result.stderr.strip()[-2000:]}")
    found: list[str] = json.loads(result.stdout)
    return found
