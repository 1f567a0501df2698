"""The regression test can fail."""

import json
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from accuracy import checking
from accuracy.scoring import Score
from selftests.by_hand import scored


class Checking(unittest.TestCase):
    def complaints(self, scores: list[Score]) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "bounds.json"
            file.write_text(json.dumps({"mCER": 0.25, "mF1": 0.5, "tolerance": 0.01}), encoding="utf-8")
            with mock.patch.object(checking, "BOUNDS", file):
                return checking.complaints(scores)[1]

    def test_as_good_as_it_was(self) -> None:
        self.assertEqual(self.complaints([scored("ab cd", "ab cd"), scored("abcd", "abxx")]), [])

    def test_worse(self) -> None:
        mcer, mf1 = self.complaints([scored("abcd", "abcd"), scored("abcd", "axxx"), scored("abcd", "")])
        self.assertIn("mCER is 0.58", mcer)
        self.assertIn("mF1 is 0.33", mf1)

    def test_captchas_do_not_make_it_worse(self) -> None:
        self.assertEqual(self.complaints([scored("ab", "ab"), scored("ab", "xx", "captcha")]), [])

    def test_nothing_was_read(self) -> None:
        self.assertEqual(len(self.complaints([])), 2)
