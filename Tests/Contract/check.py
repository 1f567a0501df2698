#!/usr/bin/env python3
"""Holds answers that tests were given against docs/openapi.yaml.

    LECTOR_RECORD_EXCHANGES=$PWD/exchanges.jsonl swift test
    Tests/Contract/setup
    Tests/Contract/.venv/bin/python Tests/Contract/check.py exchanges.jsonl

Says each violation once, with a test that shows it. Exit code 1 for any, and where an operation is described that no
test has succeeded with, or where there are hardly any answers: a record that says nothing proves nothing.
"""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from contract import exchange
from contract.checking import complaints, operation
from contract.description import Description
from contract.exchange import Exchange, RecordError


def main() -> int:
    options = _options()
    description = Description.load()
    try:
        exchanges = list(exchange.read(options.files))
    except RecordError as error:
        sys.exit(f"contract: {error}")
    found = violations(description, exchanges) + gaps(description, exchanges, options.least)
    for line in found:
        print(f"contract: {line}")
    print(f"contract: {len(exchanges)} answers: {f'{len(found)} violations' if found else 'as described'}")
    return 1 if found else 0


def violations(description: Description, exchanges: Iterable[Exchange]) -> list[str]:
    seen: dict[str, str] = {}
    for one in exchanges:
        name = operation(description, one) or f"{one.method} {description.path(one.path) or one.path}"
        for complaint in complaints(description, one):
            seen.setdefault(f"{name} {one.status}: {complaint}", one.seen)
    return [f"{violation} ({where})" for violation, where in seen.items()]


def gaps(description: Description, exchanges: list[Exchange], least: int) -> list[str]:
    succeeded = {operation(description, one) for one in exchanges if one.status < 400}
    missing = [f"{one}: no test has succeeded with it" for one in description.operations if one not in succeeded]
    few = [f"there are {len(exchanges)} answers, and at least {least} should be"] if len(exchanges) < least else []
    return missing + few


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--least", type=int, default=300, metavar="N", help="answers there must be (default: 300)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
