"""When a late rescue is excused."""

import unittest

from chaos.rescue import Stalls, Watch
from selftests.by_hand import LEASE


class Excuses(unittest.TestCase):
    """A late rescue is excused only where nobody could have taken the claim."""

    def watched(self, usable: int, free: set[str], fresh_claims: bool = False) -> Watch:
        watch = Watch(1, 1, 100, LEASE)
        for tenth in range(60):
            watch.note(100 + tenth / 10, usable, free, fresh_claims)
        return watch

    def test_a_worker_with_a_free_slot_has_no_excuse(self) -> None:
        self.assertIsNone(self.watched(1, {"w"}).excuse(False, False))

    def test_a_worker_that_claims_what_came_later_has_no_excuse(self) -> None:
        self.assertIsNone(self.watched(1, set(), fresh_claims=True).excuse(False, False))

    def test_what_is_excused(self) -> None:
        self.assertEqual(self.watched(0, set()).excuse(False, False), "no worker was there")
        self.assertEqual(self.watched(2, set()).excuse(False, False), "every slot was busy")
        self.assertEqual(self.watched(1, {"w"}).excuse(True, False), "the write lock was held")
        self.assertEqual(self.watched(1, {"w"}).excuse(False, True), "the machine stood still")

    def test_slots_that_are_free_for_a_moment_each(self) -> None:
        watch = Watch(1, 1, 100, LEASE)
        for tenth in range(60):
            watch.note(100 + tenth / 10, 2, {"v"} if tenth % 10 < 5 else {"w"}, False)
        self.assertEqual(watch.excuse(False, False), "every slot was busy")


class Standing(unittest.TestCase):
    def test_only_long_gaps_count(self) -> None:
        stalls = Stalls()
        for now in (1.0, 1.05, 1.6, 3.0):
            stalls.note(now)
        self.assertFalse(stalls.touched(1.0, 1.5))
        self.assertTrue(stalls.touched(2.0, 2.1))
