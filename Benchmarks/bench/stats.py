"""The few statistics that the figures need."""

from collections.abc import Sequence
from statistics import median


def percentile(values: Sequence[float], percent: float) -> float:
    """The nearest rank: a value that was really measured."""
    ordered = sorted(values)
    rank = -(-len(ordered) * percent // 100)
    return ordered[max(0, int(rank) - 1)]


def median_ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the ratios of what was measured in the same round."""
    return median(our / their for our, their in zip(ours, theirs, strict=True))


def spread(values: Sequence[float], form: str = ".2f") -> str:
    """All the values, for a reader to see how steady they are."""
    return ", ".join(format(value, form) for value in values)
