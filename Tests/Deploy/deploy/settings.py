"""Whether the programs take the settings that a file gives them."""

from collections.abc import Mapping
from pathlib import Path

from deploy.tool import run

CONFIGURATION, NO_DATABASE = 78, 66
"""Exit codes of lectorctl, from docs/operations.md."""


def problems(name: str, environment: Mapping[str, str], binaries: Path) -> list[str]:
    """`lectorctl status` reads all settings as the service does, and then finds no database."""
    settings = {key: value for key, value in environment.items() if key.startswith("LECTOR_")}
    result = run([binaries / "lectorctl", "status", "--database", "/nowhere/lector.sqlite"], settings)
    if result.returncode == NO_DATABASE:
        return []
    return [f"{name}: {result.stderr.strip() or f'lectorctl ends with {result.returncode}'}"]
