"""Where things are."""

import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[2]
ROOT = TESTS.parent
TEST_IMAGES = ROOT / "test_images"
SCRIPTS = Path(sys.executable).parent
"""Of the environment that `setup` makes."""

# For `lector`.
sys.path.append(str(TESTS / "Support"))
