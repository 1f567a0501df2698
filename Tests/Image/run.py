#!/usr/bin/env python3
"""Runs the image as a platform would, with one processor, 2 GB, a read-only root and no capabilities, and tries whatever it
promises. deploy/verify-image builds it first. Exit code 0: it holds; 1: something does not."""

import argparse
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from image import checks
from image.podman import Broken, Container


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("image", nargs="?", default="lector", help="default: %(default)s")
    name = parser.parse_args().image
    work = Path(tempfile.mkdtemp(prefix="lector-image-"))
    data = work / "data"
    data.mkdir()
    os.chown(data, checks.USER, checks.USER)
    work.chmod(0o755)
    port = _free_port()
    container = Container("lector-verify", name, data, port)
    wider = Container("lector-verify-wide", name, data, port, cpus=2)
    steps: dict[str, Callable[[], str]] = {
        "configuration": lambda: checks.configuration(name),
        "size": lambda: checks.size(name),
        "cold start": lambda: checks.cold_start(container),
        "confinement": lambda: checks.confinement(container),
        "slots": lambda: checks.slots(container, wider),
        "reading": lambda: checks.reading(container),
        "pages": lambda: checks.pages(container),
        "searchable PDF": lambda: checks.searchable_pdf(container),
        "health": lambda: checks.health(container),
        "memory": lambda: checks.memory(container),
        "SIGTERM under load": lambda: checks.stopping(container),
        "SIGKILL under load": lambda: checks.killing(container),
    }
    failed = 0
    try:
        for title, step in steps.items():
            try:
                print(f"{title}: {step()}", flush=True)
            except Broken as reason:
                failed += 1
                print(f"{title}: BROKEN: {reason}", flush=True)
    finally:
        container.remove()
        wider.remove()
        shutil.rmtree(work, ignore_errors=True)
    print(f"image: {name}: {'BROKEN' if failed else 'holds'}")
    return 1 if failed else 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
