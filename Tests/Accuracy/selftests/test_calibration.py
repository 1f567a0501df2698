"""Which words are right, and what that says of their confidences."""

import unittest

from accuracy.calibration import Judged, Page, bins, expected_error, page, page_error
from accuracy.judging import judged
from accuracy.reading import Word
from selftests.by_hand import read, sample


class Judging(unittest.TestCase):
    def rights(self, truth: str, words: str, ordered: bool = True) -> list[bool]:
        return [word.right for word in judged(sample(truth, ordered=ordered), read(words))]

    def test_misread_and_made_up_words_are_wrong(self) -> None:
        self.assertEqual(self.rights("one two three", "one tvo x three"), [True, False, False, True])

    def test_the_truth_lends_each_word_once(self) -> None:
        self.assertEqual(self.rights("a b", "a a b b", ordered=False), [True, False, True, False])

    def test_of_two_the_one_in_its_place_is_right(self) -> None:
        self.assertEqual(self.rights("x y the z", "the q x y the z"), [False, False, True, True, True, True])

    def test_a_column_that_came_too_early_is_right(self) -> None:
        self.assertEqual(self.rights("a b c d e", "d e a b c"), [True] * 5)

    def test_typography_does_not_matter(self) -> None:
        self.assertEqual(self.rights("“Yes” – she", '"Yes" - she'), [True, True, True])

    def test_rules_are_neither_right_nor_wrong(self) -> None:
        self.assertEqual(self.rights("a b", "a | b"), [True, True])

    def test_all_of_a_word_must_be_right(self) -> None:
        self.assertEqual(self.rights("日本語", "日本 話"), [True, False])
        self.assertEqual(self.rights("日本語", "日木 語"), [False, True])

    def test_confidences_stay_with_their_words(self) -> None:
        words = judged(sample("a b"), [Word("a", 0.9), Word("|", 0.1), Word("x", 0.2)])
        self.assertEqual(words, [Judged(0.9, True), Judged(0.2, False)])


class Calibration(unittest.TestCase):
    def test_honest_confidences(self) -> None:
        words = [Judged(0.75, number < 3) for number in range(4)]
        self.assertEqual(expected_error(words), 0)

    def test_the_error_is_weighed_by_words(self) -> None:
        words = [Judged(0.9, True)] * 3 + [Judged(0.5, False)]
        self.assertAlmostEqual(expected_error(words) or 0, (3 * 0.1 + 0.5) / 4)

    def test_certainty_is_in_the_last_bin(self) -> None:
        self.assertEqual([bin.words for bin in bins([Judged(0, False), Judged(1, True), Judged(0.99, True)])], [1, 2])

    def test_nothing_to_judge(self) -> None:
        self.assertIsNone(expected_error([]))
        self.assertIsNone(page(0.5, []))
        self.assertIsNone(page_error([]))

    def test_pages(self) -> None:
        found = page(0.9, [Judged(0.9, True), Judged(0.9, False)])
        self.assertEqual(found, Page(0.9, 0.5))
        self.assertAlmostEqual(page_error([Page(0.9, 0.5), Page(0.3, 0.3)]) or 0, 0.2)
