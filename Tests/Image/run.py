#!/usr/bin/env python3
"""Runs the image as a platform would, with one processor, 2 GB, a read-only root and no capabilities, and tries
whatever it promises. deploy/verify-image builds it first. Exit code 0: it holds; 1: something does not; 2: no such
image."""

import argparse
import sys
from collections.abc import Callable

from image import checks
from image.podman import Broken, podman
from image.trial import Trial


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("image", nargs="?", default="lector", help="default: %(default)s")
    name = parser.parse_args().image
    if podman("image", "exists", name, check=False).returncode != 0:
        print(f"image: there is no image {name}: make image", file=sys.stderr)
        return 2
    with Trial(name, "lector-verify") as trial:
        failed = _failures(trial)
    print(f"image: {name}: {'BROKEN' if failed else 'holds'}")
    return 1 if failed else 0


def _failures(trial: Trial) -> int:
    name, container = trial.image, trial.container
    steps: dict[str, Callable[[], str]] = {
        "configuration": lambda: checks.configuration(name),
        "size": lambda: checks.size(name),
        "cold start": lambda: checks.cold_start(container),
        "confinement": lambda: checks.confinement(container),
        "slots": lambda: checks.slots(container),
        "reading": lambda: checks.reading(container),
        "pages": lambda: checks.pages(container),
        "searchable PDF": lambda: checks.searchable_pdf(container),
        "health": lambda: checks.health(container),
        "memory": lambda: checks.memory(container),
        "SIGTERM under load": lambda: checks.stopping(container),
        "SIGKILL under load": lambda: checks.killing(container),
    }
    failed = 0
    for title, step in steps.items():
        try:
            print(f"{title}: {step()}", flush=True)
        except Broken as reason:
            failed += 1
            print(f"{title}: BROKEN: {reason}", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
