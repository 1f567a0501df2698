"""Which of the words that were read are right."""

from collections import Counter
from difflib import SequenceMatcher

from accuracy.calibration import Judged
from accuracy.dataset import Sample
from accuracy.normal import normalised, words
from accuracy.reading import Word


def judged(sample: Sample, read: list[Word]) -> list[Judged]:
    """A word is right where all of it stands in the truth, which lends each of its words once.

    Words in the order of the truth come first. What is left of the truth then goes to the others, in whatever order
    they were read: a column that came too early is no misread word. Words that nothing is left of when they are
    normalised, as a table's rules, are neither right nor wrong.
    """
    truth = words(normalised(sample.truth, sample.any_case))
    parts = [words(normalised(word.text, sample.any_case)) for word in read]
    owners = [number for number, part in enumerate(parts) for _ in part]
    wrong = {owners[place] for place in _unmatched(truth, [token for part in parts for token in part], sample.ordered)}
    return [
        Judged(word.confidence, number not in wrong)
        for number, (word, part) in enumerate(zip(read, parts, strict=True))
        if part
    ]


def _unmatched(truth: list[str], read: list[str], ordered: bool) -> set[int]:
    """Places of what was read that no word of the truth is left for."""
    places = set(range(len(read)))
    if ordered:
        for block in SequenceMatcher(None, truth, read, autojunk=False).get_matching_blocks():
            places -= set(range(block.b, block.b + block.size))
    left = Counter(truth) - Counter(read[place] for place in set(range(len(read))) - places)
    for place in sorted(places):
        if left[read[place]] > 0:
            left[read[place]] -= 1
            places.remove(place)
    return places
