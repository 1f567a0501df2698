#!/usr/bin/env python3
"""Holds the measures against values worked out by hand. Needs no service; takes a second."""

import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent

if __name__ == "__main__":
    tests = unittest.defaultTestLoader.discover(str(HERE / "selftests"), top_level_dir=str(HERE))
    sys.exit(not unittest.TextTestRunner().run(tests).wasSuccessful())
