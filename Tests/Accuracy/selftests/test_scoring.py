"""What counts as the same, how far what does not is apart, and what the means are of."""

import unittest

from accuracy.normal import normalised, words
from accuracy.scoring import by_category, counted, mean_of_categories, means
from selftests.by_hand import scored


class Normalised(unittest.TestCase):
    def test_typography_does_not_matter(self) -> None:
        self.assertEqual(normalised("“It’s” – 5 ﬁne…\n\n• one"), '"It\'s" - 5 fine... * one')

    def test_rules_of_tables_are_no_text(self) -> None:
        self.assertEqual(normalised("a | b\t|\nc"), "a b c")

    def test_spaces_between_ideographs_do_not_matter(self) -> None:
        self.assertEqual(normalised("日 本 語。 か な and 漢"), "日本語。かな and 漢")

    def test_capitals_matter_where_they_should(self) -> None:
        self.assertEqual(normalised("Straße"), "Straße")
        self.assertEqual(normalised("Straße", any_case=True), "strasse")

    def test_an_ideograph_is_a_word(self) -> None:
        self.assertEqual(words("A4 日本 한국 b"), ["A4", "日", "本", "한국", "b"])


class Scores(unittest.TestCase):
    def test_a_perfect_reading(self) -> None:
        score = scored("Hello\nworld", "Hello world\n")
        self.assertEqual((score.cer, score.f1), (0, 1))

    def test_characters_and_words(self) -> None:
        score = scored("one two three four", "one tvo three")
        self.assertAlmostEqual(score.cer, 6 / 18)
        self.assertAlmostEqual(score.f1, 2 * 2 / (4 + 3))

    def test_a_word_is_found_as_often_as_it_is_there(self) -> None:
        self.assertAlmostEqual(scored("a a b", "a a a a").f1, 2 * 2 / (3 + 4))

    def test_nonsense_is_no_worse_than_nothing(self) -> None:
        self.assertEqual(scored("abc", "xxxxxxxxxxxx").cer, 1)
        self.assertEqual(scored("abc", "").cer, 1)

    def test_no_text(self) -> None:
        nothing, something = scored("", " \n"), scored("", "a")
        self.assertEqual((nothing.cer, nothing.f1), (0, 1))
        self.assertEqual((something.cer, something.f1), (1, 0))

    def test_capitals(self) -> None:
        self.assertEqual(scored("TOTAL", "total", any_case=True).cer, 0)
        self.assertEqual(scored("TOTAL", "total").cer, 1)

    def test_spaces_do_not_matter_in_a_captcha(self) -> None:
        self.assertEqual(scored("ab12", "a b 12", category="captcha").cer, 0)


class MeansOfScores(unittest.TestCase):
    def test_order_that_is_unreliable_counts_for_words_only(self) -> None:
        found = means([scored("a b", "b a", ordered=False), scored("abcd", "abcx")])
        self.assertEqual((found.mcer, found.mf1), (0.25, 0.5))

    def test_nothing_to_take_a_mean_of(self) -> None:
        self.assertIsNone(means([scored("a b", "b a", ordered=False)]).mcer)

    def test_every_category_weighs_the_same(self) -> None:
        scores = [scored("ab", "ab"), scored("ab", "ab"), scored("ab", "ab"), scored("ab", "ax", "form")]
        self.assertEqual(mean_of_categories(scores).mcer, 0.25)
        self.assertEqual(means(scores).mcer, 0.125)

    def test_captchas_are_in_no_mean_and_have_a_category(self) -> None:
        scores = [scored("ab", "ab"), scored("ab", "xy", "captcha")]
        self.assertEqual(means(counted(scores)).mcer, 0)
        self.assertEqual(mean_of_categories(scores).mcer, 0)
        self.assertEqual(list(by_category(scores)), ["captcha", "print"])
