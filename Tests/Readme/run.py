#!/usr/bin/env python3
"""Runs the examples of README.md as they stand, against a service where they expect it.

Each block of sh, python or js in the part "Use it" runs in a folder that looks like the repository after `make build`. A
block that is followed by one of json must answer with the same members. None may print a problem, except where it says
`# 409 here`. Exit code 0: all do as the README says.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "Support"))

from lector.service import ServiceError, running  # noqa: E402

PORT = 8080
PROGRAMS = {"sh": ["bash", "-euo", "pipefail", "-s"], "python": [sys.executable, "-"], "js": ["node", "--input-type=module", "-"]}
SAYS = "Water off on Thursday"
"""What stands in the image that the Python and JavaScript examples read."""
PROBLEM = re.compile(r"urn:lector:problem:(\w+)")
NOTED, CONFLICT = "# 409 here", "conflict"
WAIT = 30
"""Seconds that a block waits for a job's end. What takes longer is not final, and no conflict."""
LIMIT = 300


@dataclass
class Block:
    language: str
    code: str
    line: int
    answer: str | None = None


def blocks(readme: str) -> Iterator[Block]:
    """Those of the part "Use it", each with the answer that is printed after it."""
    part = re.search(r"^## Use it$(.*?)^## ", readme, re.MULTILINE | re.DOTALL)
    if not part:
        raise SystemExit("readme: there is no part 'Use it'")
    found: Block | None = None
    for fence in re.finditer(r"^```(\w+)\n(.*?)^```$", part[1], re.MULTILINE | re.DOTALL):
        if fence[1] == "json":
            if found:
                found.answer = fence[2]
            continue
        if found:
            yield found
        line = readme.count("\n", 0, part.start(1) + fence.start()) + 1
        found = Block(fence[1], fence[2], line)
    if found:
        yield found


@contextmanager
def checkout(binaries: Path) -> Iterator[Path]:
    """A folder in which the paths of the examples are there, and which they may write to."""
    with tempfile.TemporaryDirectory(prefix="lector-readme-") as name:
        folder = Path(name)
        (folder / "test_images").symlink_to(ROOT / "test_images")
        (folder / ".build").mkdir()
        (folder / ".build" / "release").symlink_to(binaries)
        yield folder


def run(block: Block, folder: Path) -> str | None:
    """What is wrong with it."""
    if block.language not in PROGRAMS:
        return f"nobody knows how to run {block.language}"
    program = PROGRAMS[block.language]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    start = time.monotonic()
    done = subprocess.run(
        program, input=block.code, cwd=folder, env=environment, capture_output=True, text=True, timeout=LIMIT
    )
    if done.returncode != 0:
        return f"exit code {done.returncode}\n{done.stdout[-1000:]}{done.stderr[-1000:]}"
    if problems := unexpected(block.code, done.stdout, time.monotonic() - start):
        return problems
    if block.language != "sh" and SAYS not in done.stdout:
        return f"printed {done.stdout[:300]!r}"
    if block.answer:
        said, given = set(json.loads(block.answer)), set(json.loads(done.stdout))
        if said != given:
            return f"the README's answer has {sorted(said)}, the service's {sorted(given)}"
    return None


def unexpected(code: str, printed: str, seconds: float) -> str | None:
    """curl ends well whatever the status is: problems are told by what it prints."""
    problems, noted = PROBLEM.findall(printed), code.count(NOTED)
    least = noted if seconds < WAIT else 0
    if set(problems) <= {CONFLICT} and least <= len(problems) <= noted:
        return None
    return f"has the problems {problems}, and says {NOTED!r} {noted} times\n{printed[-1000:]}"


def run_all(examples: list[Block], binaries: Path) -> int:
    """How many fail."""
    failures = 0
    with running(binaries, {"LECTOR_HTTP_PORT": str(PORT)}), checkout(binaries) as folder:
        for block in examples:
            wrong = run(block, folder)
            failures += wrong is not None
            print(f"README.md:{block.line} {block.language}: {wrong or 'runs'}", flush=True)
        formats = {path.suffix for path in folder.glob("2_test.*")}
        if formats != {".txt", ".json", ".hocr", ".xml", ".tsv", ".md", ".pdf"}:
            failures += 1
            print(f"README.md: the loop over formats left {sorted(formats)}")
    return failures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binaries", type=Path, default=ROOT / ".build" / "debug", help="default: %(default)s")
    binaries = parser.parse_args().binaries.resolve()
    examples = list(blocks((ROOT / "README.md").read_text(encoding="utf-8")))
    try:
        failures = run_all(examples, binaries)
    except ServiceError as error:
        sys.exit(f"readme: {error}")
    print(f"readme: {len(examples) - failures} of {len(examples)} examples run")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
