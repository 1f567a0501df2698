"""Running a program that validates something."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

LIMIT = 120
"""Seconds."""


class ToolError(Exception):
    """Nothing can be told. The text is for the user."""


def run(
    command: Sequence[str | Path], environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> "subprocess.CompletedProcess[str]":
    """Without our own settings of Lector's; with `environment` on top."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LECTOR_", "COMPOSE_"))}
    try:
        return subprocess.run(
            [str(part) for part in command],
            env=kept | dict(environment or {}),
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=LIMIT,
        )
    except OSError as error:
        raise ToolError(f"{command[0]}: {error.strerror}; Tests/Deploy/setup installs what is needed") from None
    except subprocess.TimeoutExpired:
        raise ToolError(f"{command[0]} took longer than {LIMIT} s") from None


def complaints(*command: str | Path, folder: Path | None = None) -> list[str]:
    """What a program says that ends with something else than 0."""
    result = run(command, folder=folder)
    if result.returncode == 0:
        return []
    said = [line for line in (result.stdout + result.stderr).splitlines() if line.strip()]
    return said or [f"{Path(command[0]).name} ends with {result.returncode}"]
