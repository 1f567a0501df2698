#!/usr/bin/env python3
"""Shows that the checks can fail: breaks the image in one way after the other, and sees who notices. Takes two minutes,
for no program is built: selftest.py [IMAGE]. Exit code 0: each was noticed; 1: one was not."""

import sys

from image.breaking import BREAKS, Break
from image.podman import Broken, podman
from image.trial import Trial

NAME = "localhost/lector-broken"


def main() -> int:
    image = sys.argv[1] if len(sys.argv) > 1 else "lector"
    missed = 0
    for one in BREAKS:
        try:
            reason = _complaint(one, image)
        except Broken as unmeant:
            raise SystemExit(f"{one.title}: broken otherwise than meant: {unmeant}") from None
        missed += reason is None
        print(f"{one.title}: {reason or 'NOT NOTICED'}", flush=True)
    print(f"image: checks: {'MISS SOMETHING' if missed else 'can fail'}")
    return 1 if missed else 0


def _complaint(one: Break, image: str) -> str | None:
    """What the check says of the broken image; None where it says that all is well."""
    one.build(image, NAME)
    try:
        with Trial(NAME, "lector-selftest") as trial:
            if one.is_started:
                trial.container.start()
                trial.container.wait_for("/ready")
            try:
                one.check(trial)
            except Broken as reason:
                return str(reason).splitlines()[0][:100]
    finally:
        podman("rmi", "--force", NAME, check=False)
    return None


if __name__ == "__main__":
    sys.exit(main())
