"""Whether confidences are what they say: of words with 0.9, nine in ten should be right."""

from collections.abc import Sequence
from statistics import fmean
from typing import NamedTuple

BINS = 20


class Judged(NamedTuple):
    """A word that was read."""

    confidence: float
    right: bool


class Bin(NamedTuple):
    words: int
    confidence: float
    """The mean over its words."""
    right: float
    """The share of its words."""


class Page(NamedTuple):
    confidence: float
    right: float
    """The share of the words that were read."""


def bins(words: Sequence[Judged]) -> list[Bin]:
    """Equally wide ones; without the empty."""
    groups: list[list[Judged]] = [[] for _ in range(BINS)]
    for word in words:
        groups[min(BINS - 1, int(word.confidence * BINS))].append(word)
    return [_bin(group) for group in groups if group]


def expected_error(words: Sequence[Judged]) -> float | None:
    """How far a bin's confidence is from its share of right words, on average over the words."""
    if not words:
        return None
    return sum(bin.words * abs(bin.confidence - bin.right) for bin in bins(words)) / len(words)


def page_error(pages: Sequence[Page]) -> float | None:
    """The mean over the pages of how far the confidence is from the share of right words."""
    return fmean(abs(page.confidence - page.right) for page in pages) if pages else None


def page(confidence: float, words: Sequence[Judged]) -> Page | None:
    """`None` where no word was read: there is no share then."""
    return Page(confidence, fmean(word.right for word in words)) if words else None


def _bin(words: Sequence[Judged]) -> Bin:
    return Bin(len(words), fmean(word.confidence for word in words), fmean(word.right for word in words))
