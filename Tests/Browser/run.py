#!/usr/bin/env python3
"""Tests the pages in a real browser against a real service, and keeps screenshots to be looked at.

`setup` makes ready what it needs, then: `.venv/bin/python run.py`. Exit code 0: all tests pass; 1: one does not; 2: it
could not be run. With `--readme docs/screenshots` it makes the README's pictures anew, and tests nothing.
"""

import argparse
import sys
import unittest
from pathlib import Path

from browser.case import BrowserCase
from browser.paths import DEBUG_BUILD, SCREENSHOTS
from browser.readme import take_for_readme
from browser.screenshots import take_all
from browser.session import ServiceError, Session

HERE = Path(__file__).resolve().parent


def main() -> int:
    options = _options()
    loader = unittest.TestLoader()
    loader.testNamePatterns = [f"*{part}*" for part in options.only] or None
    tests = loader.discover(str(HERE / "cases"), top_level_dir=str(HERE))
    if loader.errors:
        print("\n".join(loader.errors), file=sys.stderr)
        return 2
    try:
        with Session(options.binaries.resolve(), options.url) as session:
            if options.readme:
                for file in take_for_readme(session.url({}), options.readme.resolve()):
                    print(f"browser: {file.name} is made anew")
                return 0
            BrowserCase.session = session
            session.url({})
            result = unittest.TextTestRunner(verbosity=2).run(tests)
            if not options.only:
                count = sum(1 for _ in take_all(session.url({}), options.screenshots.resolve()))
                print(f"browser: {count} screenshots are in {options.screenshots}")
    except ServiceError as reason:
        print(f"browser: it could not be run: {reason}", file=sys.stderr)
        return 2
    return 0 if result.wasSuccessful() else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("only", nargs="*", help="parts of the names of the tests to run; default: all, and screenshots")
    parser.add_argument("--binaries", type=Path, default=DEBUG_BUILD, help="default: %(default)s")
    parser.add_argument("--url", help="of a service that runs already, in place of one started here")
    parser.add_argument("--screenshots", type=Path, default=SCREENSHOTS, help="default: %(default)s")
    parser.add_argument("--readme", type=Path, metavar="FOLDER", help="make the README's pictures there, and no tests")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
