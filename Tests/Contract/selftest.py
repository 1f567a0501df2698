#!/usr/bin/env python3
"""Shows that the check sees what it is there to see, and that docs/openapi.yaml is sound. Needs no service."""

import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent

if __name__ == "__main__":
    tests = unittest.defaultTestLoader.discover(str(HERE / "selftests"), top_level_dir=str(HERE))
    sys.exit(not unittest.TextTestRunner().run(tests).wasSuccessful())
