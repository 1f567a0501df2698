"""Where things are."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
DEPLOY = ROOT / "deploy"
OPERATIONS = ROOT / "docs" / "operations.md"
TEST_IMAGES = ROOT / "test_images"
PROGRAMS = Path(sys.executable).parent
"""Of the virtual environment: docker-compose, kubectl, cfn-lint."""

sys.path.append(str(ROOT / "Tests" / "Support"))
