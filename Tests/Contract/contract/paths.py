"""Where things are."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
DESCRIPTION = ROOT / "docs" / "openapi.yaml"
TEST_IMAGES = ROOT / "test_images"
