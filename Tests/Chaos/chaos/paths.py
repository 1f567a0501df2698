"""Where things lie in the repository."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
TEST_IMAGES = ROOT / "test_images"
DEBUG_BUILD = ROOT / ".build" / "debug"
