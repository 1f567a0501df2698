#!/usr/bin/env python3
"""Shows that the checks can fail: each fault, made by hand, is reported. Needs no service; takes seconds.

    Tests/Outputs/.venv/bin/python Tests/Outputs/selftest.py
"""

import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent

if __name__ == "__main__":
    tests = unittest.defaultTestLoader.discover(str(HERE / "selftests"), top_level_dir=str(HERE))
    sys.exit(not unittest.TextTestRunner().run(tests).wasSuccessful())
