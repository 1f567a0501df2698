"""A whole run, good and with too little compared."""

import unittest
from dataclasses import replace

from outputs import floors
from outputs.pdf import Tally

GOOD = Tally(words=4400, found=4400, placed=4400, ordered=4000)


class Floors(unittest.TestCase):
    def test_faults(self) -> None:
        self.assertEqual(list(floors.complaints(38, GOOD)), [])
        self.assertTrue(list(floors.complaints(0, GOOD)))
        self.assertTrue(list(floors.complaints(38, Tally())))
        self.assertTrue(list(floors.complaints(38, replace(GOOD, ordered=3800))))
