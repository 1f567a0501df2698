"""The regression test: the means on test_images against those in bounds.json."""

import json

from accuracy.paths import BOUNDS
from accuracy.scoring import Means, Score, counted, means


def complaints(scores: list[Score]) -> tuple[Means, list[str]]:
    """The means over the images, and how they are worse than they may be."""
    bounds = json.loads(BOUNDS.read_text(encoding="utf-8"))
    found, tolerance = means(counted(scores)), bounds["tolerance"]
    bad = []
    if found.mcer is None or found.mcer > bounds["mCER"] + tolerance:
        bad.append(f"mCER is {found.mcer}, and may be {bounds['mCER']} + {tolerance}")
    if found.mf1 is None or found.mf1 < bounds["mF1"] - tolerance:
        bad.append(f"mF1 is {found.mf1}, and must be {bounds['mF1']} - {tolerance}")
    return found, bad
