"""deploy/systemd, by systemd's own tools, as deploy/systemd/install lays it out."""

import shutil
from pathlib import Path

from deploy import settings, stopping
from deploy.tool import ToolError, complaints, run

UNITS = ("lector-api.service", "lector-worker@.service")
EXPOSURE = {"lector-api.service": 15, "lector-worker@.service": 6}
"""Tenths, at most, by `systemd-analyze security`: 100 is all exposed, 0 nothing."""


def install(deploy: Path, binaries: Path, root: Path) -> None:
    """Below a folder, with systemd's own units beside, which ours name."""
    result = run([deploy / "systemd" / "install", root], {"LECTOR_BUILD": str(binaries)})
    if result.returncode != 0:
        raise ToolError(f"install: {result.stderr.strip()}")
    shutil.copytree("/usr/lib/systemd/system", root / "usr" / "lib" / "systemd" / "system", symlinks=True)


def problems(root: Path, binaries: Path) -> list[str]:
    folder = root / "etc" / "systemd" / "system"
    instances = [name.replace("@.", "@1.") for name in UNITS]
    # It ends with 0 after mere warnings, and a mistyped name is one: that line would confine nothing.
    said = run(["systemd-analyze", "verify", f"--root={root}", "--man=no", *instances])
    found = (said.stdout + said.stderr).splitlines()
    example = uncommented(root / "etc" / "lector" / "lector.env")
    found += settings.problems("lector.env", example, binaries)
    for name in UNITS:
        text = (folder / name).read_text()
        limit = f"--threshold={EXPOSURE[name]}"
        if complaints("systemd-analyze", "security", "--offline=yes", limit, folder / name):
            found.append(f"{name}: is exposed by more than {EXPOSURE[name] / 10}")
        given = next(line.partition("=")[2] for line in text.splitlines() if line.startswith("TimeoutStopSec="))
        found += stopping.problems(name, example, stopping.seconds(given))
    return found


def uncommented(file: Path) -> dict[str, str]:
    """The examples in a file of settings, but for those without a value."""
    lines = [line[1:].strip() for line in file.read_text().splitlines() if line.startswith("#LECTOR_")]
    pairs = (line.partition("=") for line in lines)
    return {name: value for name, _, value in pairs if value}
