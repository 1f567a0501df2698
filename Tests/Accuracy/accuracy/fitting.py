"""A map from raw confidences to the share of words that are right: rising, and made of a few straight lines."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from accuracy.calibration import Judged

KNOTS = 8
SMALLEST = 30
"""Words in a bin before anything is fitted: the share of fewer says little."""
MOST_BINS = 100


class Point(NamedTuple):
    raw: float
    share: float
    weight: float = 0
    """How many words."""


def fit(words: Sequence[Judged], knots: int = KNOTS) -> list[Point]:
    """At most so many points, the first at 0 and the last at 1."""
    return reduced(_to_both_ends(rising(binned(words))), knots)


def binned(words: Sequence[Judged]) -> list[Point]:
    """Equally many words each; words of the same confidence stay together."""
    size = max(SMALLEST, len(words) // MOST_BINS)
    groups: list[list[Judged]] = []
    for word in sorted(words):
        if not groups or (len(groups[-1]) >= size and groups[-1][-1].confidence != word.confidence):
            groups.append([])
        groups[-1].append(word)
    if len(groups) > 1 and len(groups[-1]) < size:
        last = groups.pop()
        groups[-1] += last
    return [_point(group) for group in groups]


def rising(points: Sequence[Point]) -> list[Point]:
    """The nearest points that never fall (isotonic regression): neighbours that fall are pooled until none does."""
    pools: list[Point] = []
    for point in points:
        pools.append(point)
        while len(pools) > 1 and pools[-2].share >= pools[-1].share:
            second, first = pools.pop(), pools.pop()
            pools.append(_pooled(first, second))
    return pools


def reduced(points: Sequence[Point], knots: int) -> list[Point]:
    """Leaves out inner points, each time the one that is missed least, until so many are left."""
    kept = list(points)
    while len(kept) > knots:
        candidates = [kept[:place] + kept[place + 1 :] for place in range(1, len(kept) - 1)]
        kept = min(candidates, key=lambda candidate: _misfit(candidate, points))
    return kept


def share_at(raw: float, points: Sequence[Point]) -> float:
    upper = bisect_left(points, raw, key=lambda point: point.raw)
    if upper in (0, len(points)):
        return points[min(upper, len(points) - 1)].share
    low, high = points[upper - 1], points[upper]
    return low.share + (raw - low.raw) / (high.raw - low.raw) * (high.share - low.share)


def crossed(pages: Sequence[Sequence[Judged]], knots: int = KNOTS) -> list[Judged]:
    """The words as a map makes them that was fitted to the other half of the pages: what it is worth on new ones."""
    halves = [[word for page in pages[start::2] for word in page] for start in (0, 1)]
    first, second = halves
    return mapped(first, fit(second, knots)) + mapped(second, fit(first, knots))


def mapped(words: Sequence[Judged], points: Sequence[Point]) -> list[Judged]:
    return [Judged(share_at(word.confidence, points), word.right) for word in words]


def _point(words: Sequence[Judged]) -> Point:
    count = len(words)
    return Point(sum(word.confidence for word in words) / count, sum(word.right for word in words) / count, count)


def _pooled(first: Point, second: Point) -> Point:
    weight = first.weight + second.weight
    raw = (first.raw * first.weight + second.raw * second.weight) / weight
    return Point(raw, (first.share * first.weight + second.share * second.weight) / weight, weight)


def _to_both_ends(points: list[Point]) -> list[Point]:
    """Level beyond the outermost points."""
    inner = [point for point in points if 0 < point.raw < 1]
    return [Point(0, points[0].share), *inner, Point(1, points[-1].share)]


def _misfit(candidate: Sequence[Point], points: Sequence[Point]) -> float:
    return sum(point.weight * (share_at(point.raw, candidate) - point.share) ** 2 for point in points)
