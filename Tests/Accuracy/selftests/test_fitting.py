"""A map from raw confidences rises, is short, and does what it is for."""

import random
import unittest

from accuracy.calibration import Judged, expected_error
from accuracy.fitting import KNOTS, Point, binned, crossed, fit, mapped, reduced, rising, share_at


def drawn(count: int, seed: int = 1) -> list[Judged]:
    """Words that are right as often as the square of their confidence says."""
    source = random.Random(seed)
    confidences = [source.random() for _ in range(count)]
    return [Judged(confidence, source.random() < confidence**2) for confidence in confidences]


class Fitting(unittest.TestCase):
    def test_what_falls_is_pooled(self) -> None:
        points = [Point(0.1, 0.2, 1), Point(0.2, 0.6, 1), Point(0.4, 0.3, 2), Point(0.9, 0.9, 1)]
        pooled = rising(points)
        self.assertEqual([point.weight for point in pooled], [1, 3, 1])
        self.assertAlmostEqual(pooled[1].share, 0.4)
        self.assertAlmostEqual(pooled[1].raw, 1 / 3)

    def test_pooling_goes_back_as_far_as_it_must(self) -> None:
        points = [Point(0.1, 0.5, 1), Point(0.2, 0.6, 1), Point(0.3, 0.1, 1)]
        self.assertEqual([round(point.share, 6) for point in rising(points)], [0.4])

    def test_straight_lines_between_points_and_level_beyond(self) -> None:
        points = [Point(0.2, 0.1), Point(0.6, 0.5)]
        self.assertEqual([round(share_at(raw, points), 6) for raw in (0, 0.2, 0.4, 0.6, 1)], [0.1, 0.1, 0.3, 0.5, 0.5])

    def test_points_on_a_line_go_first(self) -> None:
        points = [Point(0, 0, 1), Point(0.25, 0.25, 1), Point(0.5, 0.9, 1), Point(1, 1, 1)]
        self.assertEqual([point.raw for point in reduced(points, 3)], [0, 0.5, 1])

    def test_words_of_one_confidence_stay_together(self) -> None:
        points = binned([Judged(0.5, True)] * 100 + [Judged(0.7, False)] * 40)
        self.assertEqual([(point.weight, point.share) for point in points], [(100, 1), (40, 0)])

    def test_a_map_rises_from_0_to_1_and_is_short(self) -> None:
        points = fit(drawn(5000))
        self.assertLessEqual(len(points), KNOTS)
        self.assertEqual((points[0].raw, points[-1].raw), (0, 1))
        for values in ([point.raw for point in points], [point.share for point in points]):
            self.assertEqual(values, sorted(values))

    def test_a_map_makes_confidences_honest(self) -> None:
        words = drawn(5000)
        new = drawn(5000, seed=2)
        self.assertGreater(expected_error(new) or 0, 0.1)
        self.assertLess(expected_error(mapped(new, fit(words))) or 1, 0.03)

    def test_halves_are_mapped_by_each_other(self) -> None:
        pages = [[Judged(0.5, True)] * 40, [Judged(0.5, False)] * 40]
        self.assertEqual(sorted(set(crossed(pages))), [Judged(0, True), Judged(1, False)])
