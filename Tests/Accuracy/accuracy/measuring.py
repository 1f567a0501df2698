"""Has a service read a dataset, in one way or both."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby

from accuracy.calibration import Judged, Page, page
from accuracy.dataset import Dataset, Sample
from accuracy.judging import judged
from accuracy.reading import Reading
from accuracy.scoring import Score, score
from accuracy.service import Service

OURS = "auto"
PLAIN = "none"
BOTH = (PLAIN, OURS)


@dataclass(frozen=True)
class Way:
    """What came of one value of `preprocess`. Readings and scores are in the order of the samples."""

    readings: list[Reading]
    scores: list[Score]
    words: list[list[Judged]]
    """Of each image that counts."""
    pages: list[Page]
    """Of those, the ones of which any word was read."""


@dataclass(frozen=True)
class Measured:
    dataset: Dataset
    samples: list[Sample]
    """Without those whose language is not installed."""
    ways: dict[str, Way]

    @property
    def skipped(self) -> list[Sample]:
        known = {sample.path for sample in self.samples}
        return [sample for sample in self.dataset.samples if sample.path not in known]


def measure(
    service: Service, dataset: Dataset, ways: Sequence[str], parallel: int, report: Callable[[str], None]
) -> Measured:
    """So many requests at a time. An image's ways follow one another, every other time in reverse."""
    samples = dataset.readable(service.languages())
    readings: dict[tuple[str, str], Reading] = {}
    with ThreadPoolExecutor(parallel) as pool:
        for tasks in _tasks_by_language(samples, ways):
            _warm_up(service, pool, [sample for sample, _ in tasks], parallel)
            for (sample, way), reading in zip(tasks, pool.map(lambda task: service.read(*task), tasks), strict=True):
                readings[sample.path, way] = reading
            report(f"{dataset.name}: {len(readings)} of {len(samples) * len(ways)} readings")
    return Measured(
        dataset, samples, {way: _way(samples, [readings[sample.path, way] for sample in samples]) for way in ways}
    )


def _tasks_by_language(samples: list[Sample], ways: Sequence[str]) -> Iterator[list[tuple[Sample, str]]]:
    """An engine that changes its language loads it, which is to be no part of an image's time."""
    for _, group in groupby(sorted(samples, key=lambda sample: sample.language), lambda sample: sample.language):
        yield [
            (sample, way)
            for number, sample in enumerate(group)
            for way in (ways if number % 2 == 0 else reversed(ways))
        ]


def _warm_up(service: Service, pool: ThreadPoolExecutor, samples: list[Sample], parallel: int) -> None:
    """The smallest image, once an engine."""
    smallest = min(samples, key=lambda sample: sample.file.stat().st_size)
    list(pool.map(lambda _: service.read(smallest, PLAIN, distinct=True), range(parallel)))


def _way(samples: list[Sample], readings: list[Reading]) -> Way:
    pairs = list(zip(samples, readings, strict=True))
    counting = [(reading, judged(sample, reading.words)) for sample, reading in pairs if sample.counts]
    pages = [page(reading.confidence, words) for reading, words in counting]
    return Way(
        readings,
        [score(sample, reading) for sample, reading in pairs],
        [words for _, words in counting],
        [found for found in pages if found],
    )
