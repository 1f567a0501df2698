"""Samples made by hand."""

from pathlib import Path

from accuracy.dataset import Sample
from accuracy.reading import Reading, Word
from accuracy.scoring import Score, score


def sample(truth: str, category: str = "print", ordered: bool = True, any_case: bool = False) -> Sample:
    return Sample("1.png", Path("1.png"), truth, category, ordered=ordered, any_case=any_case)


def scored(truth: str, read: str, category: str = "print", ordered: bool = True, any_case: bool = False) -> Score:
    return score(sample(truth, category, ordered, any_case), Reading(read, seconds=1))


def read(words: str, confidence: float = 0.5) -> list[Word]:
    return [Word(word, confidence) for word in words.split()]
