"""Where things are."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
TEST_IMAGES = ROOT / "test_images"

sys.path.append(str(ROOT / "Tests" / "Support"))
sys.path.append(str(TEST_IMAGES))
