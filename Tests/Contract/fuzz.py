#!/usr/bin/env python3
"""Has schemathesis look for requests that a service of its own answers otherwise than its description says.

    Tests/Contract/setup
    Tests/Contract/.venv/bin/python Tests/Contract/fuzz.py --binaries .build/debug --seconds 90

--seed N makes the same requests again, as far as time allows.

schemathesis.toml says how, hooks.py what an image is. Exit code 1 where anything was found.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import urllib.request
from pathlib import Path
from typing import TextIO

from contract import paths
from contract.description import Description
from contract.service import ServiceError, running

HERE = Path(__file__).resolve().parent
LONGEST_LINE = 400
"""Images are shown as bytes, which nobody reads."""
LONGEST = 300
"""Seconds for what has no time of its own."""


def main() -> int:
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with running(options.binaries) as service:
            _check_description(service.url)
            return _fuzz(service.url, options)
    except ServiceError as error:
        sys.exit(f"contract: {error}")


def _check_description(url: str) -> None:
    try:
        with urllib.request.urlopen(f"{url}/openapi.json", timeout=10) as response:
            served = json.load(response)
    except (OSError, ValueError) as error:
        raise ServiceError(f"there is no description to go by: {error}") from None
    if served != Description.load().document:
        raise ServiceError("the service has an older docs/openapi.yaml: run deploy/web-assets and build again")


def _fuzz(url: str, options: argparse.Namespace) -> int:
    """What can be tried systematically is tried to its end, whatever is found; then chance has its time."""
    chance = ["--phases", "fuzzing,stateful", "--max-time", str(options.seconds)]
    with open(options.log or os.devnull, "w", encoding="utf-8") as log:
        systematic = _run(url, ["--phases", "examples,coverage"], options.seed, LONGEST, log)
        return systematic | _run(url, chance, options.seed, options.seconds + LONGEST, log)


def _run(url: str, arguments: list[str], seed: int | None, longest: int, log: TextIO) -> int:
    """1 where something is found, or it takes too long, in seconds."""
    program = Path(sys.executable).with_name("schemathesis")
    command = [str(program), "--config-file", str(HERE / "schemathesis.toml"), "run", f"{url}/openapi.json"]
    command += ["--no-color"] + arguments + (["--seed", str(seed)] if seed is not None else [])
    environment = os.environ | {"PYTHONPATH": str(HERE), "SCHEMATHESIS_HOOKS": str(HERE / "hooks.py")}
    # What it remembers from run to run is put into the folder that it is started in.
    with (
        tempfile.TemporaryDirectory(prefix="lector-contract-") as folder,
        subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8", errors="replace"
        ) as run,
    ):
        stop = threading.Timer(longest, run.kill)
        stop.start()
        try:
            for line in run.stdout or []:
                log.write(line)
                line = line.rstrip("\n")
                print(line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…", flush=True)
            return 1 if run.wait() else 0
        finally:
            stop.cancel()
            run.kill()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=90, metavar="N", help="default: %(default)s")
    parser.add_argument("--seed", type=int, metavar="N", help="of an earlier run")
    parser.add_argument("--log", type=Path, metavar="FILE", help="for all that schemathesis says, uncut")
    parser.add_argument("--binaries", type=Path, default=paths.ROOT / ".build" / "release", help="default: %(default)s")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
