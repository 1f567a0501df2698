"""How far a reading is from the truth, and the means of that. docs/accuracy.md says what the figures are."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import fmean

from accuracy.dataset import CAPTCHA, Sample
from accuracy.normal import normalised, words
from accuracy.reading import Reading
from scoring import distance  # of test_images, which accuracy.paths has made importable


@dataclass(frozen=True)
class Score:
    sample: Sample
    cer: float
    f1: float
    seconds: float


@dataclass(frozen=True)
class Means:
    """`None` where there is nothing to take a mean of."""

    mcer: float | None
    mf1: float | None
    seconds: float | None


def score(sample: Sample, reading: Reading) -> Score:
    spaces = sample.category != CAPTCHA
    truth, read = (normalised(text, sample.any_case, spaces) for text in (sample.truth, reading.text))
    return Score(sample, character_error_rate(truth, read), word_f1(words(truth), words(read)), reading.seconds)


def character_error_rate(truth: str, read: str) -> float:
    """At most 1: a page of nonsense is no worse than an empty one."""
    return min(1, distance(truth, read) / max(1, len(truth)))


def word_f1(truth: list[str], read: list[str]) -> float:
    if not truth and not read:
        return 1
    found = Counter(truth) & Counter(read)
    return 2 * found.total() / (len(truth) + len(read))


def means(scores: Iterable[Score]) -> Means:
    """Over the images."""
    scores = list(scores)
    return Means(
        _mean(score.cer for score in scores if score.sample.ordered),
        _mean(score.f1 for score in scores),
        _mean(score.seconds for score in scores),
    )


def counted(scores: Iterable[Score]) -> list[Score]:
    """Those that are part of the overall means."""
    return [score for score in scores if score.sample.counts]


def by_category(scores: Iterable[Score]) -> dict[str, list[Score]]:
    groups: dict[str, list[Score]] = {}
    for score in sorted(scores, key=lambda score: score.sample.category):
        groups.setdefault(score.sample.category, []).append(score)
    return groups


def mean_of_categories(scores: Iterable[Score]) -> Means:
    """Each category weighs the same, however many images it has."""
    categories = [means(group) for group in by_category(counted(scores)).values()]
    return Means(
        _mean_of(categories, lambda category: category.mcer),
        _mean_of(categories, lambda category: category.mf1),
        _mean_of(categories, lambda category: category.seconds),
    )


def _mean_of(categories: list[Means], figure: Callable[[Means], float | None]) -> float | None:
    return _mean(value for value in map(figure, categories) if value is not None)


def _mean(values: Iterable[float]) -> float | None:
    values = list(values)
    return fmean(values) if values else None
