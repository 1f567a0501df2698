"""Where things lie."""

import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
ROOT = HOME.parent.parent
TEST_IMAGES = ROOT / "test_images"
REAL_IMAGES = ROOT.parent / "shared" / "images"
"""Not in the repository, and measured where it is there."""
DOCUMENT = ROOT / "docs" / "accuracy.md"
PLOT = ROOT / "docs" / "accuracy-calibration.png"
BOUNDS = HOME / "bounds.json"

# For `catalogue` and `scoring`, and for `lector`.
sys.path += [str(TEST_IMAGES), str(ROOT / "Tests" / "Support")]
