"""Whether a service is given the time that it takes for its end."""

import re
from collections.abc import Mapping

UNITS = {"ms": 0.001, "s": 1, "": 1, "m": 60, "min": 60, "h": 3600}
DELAY, TIMEOUT = "0s", "8s"
"""The defaults of docs/operations.md."""


def seconds(text: str) -> float:
    """`40s`, `1m30s`, `8`."""
    parts = re.findall(r"([\d.]+)\s*([a-z]*)", text)
    if not parts or any(unit not in UNITS for _, unit in parts):
        raise ValueError(f"{text} is no time")
    return sum(float(number) * UNITS[unit] for number, unit in parts)


def needed(environment: Mapping[str, str]) -> float:
    """Seconds from SIGTERM to the end by these settings."""
    delay = environment.get("LECTOR_SHUTDOWN_DELAY", DELAY)
    return seconds(delay) + seconds(environment.get("LECTOR_SHUTDOWN_TIMEOUT", TIMEOUT))


def problems(name: str, environment: Mapping[str, str], given: float) -> list[str]:
    need = needed(environment)
    return [] if given > need else [f"{name}: SIGKILL comes after {given:g} s, and stopping may take {need:g} s"]
