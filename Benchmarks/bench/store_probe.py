"""The store's own calls, timed by a program beside the service (StoreProbe/)."""

import json
import subprocess
from pathlib import Path
from typing import Any

from bench.plan import Bench
from bench.processes import MeasuringError, environment


def run(bench: Bench, mode: str, database: Path, number: int, processes: int = 1) -> list[dict[str, Any]]:
    """What each of so many processes side by side measured, in milliseconds."""
    command = [str(bench.binaries / "lector-store-probe"), mode, str(database), str(number)]
    started = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment())
        for _ in range(processes)
    ]
    results = []
    for process in started:
        output, errors = process.communicate(timeout=600)
        if process.returncode != 0:
            raise MeasuringError(f"lector-store-probe ended with {process.returncode}: {errors[-300:]}")
        results.append(json.loads(output.splitlines()[-1]))
    return results
