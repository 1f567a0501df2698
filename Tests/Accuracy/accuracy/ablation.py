"""What each part of `auto` is worth: the means with one of them left out at a time."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from accuracy.dataset import Sample
from accuracy.probe import Probe
from accuracy.reading import Reading
from accuracy.scoring import Score, mean_of_categories, means, score
from accuracy.table import number

_HEAD = [
    "| left out | mCER | mF1 | mCER of the images | mF1 of the images | processor s | texts that differ |",
    "| --- | --: | --: | --: | --: | --: | --: |",
]


def ablation(probe: Probe, samples: Sequence[Sample], report: Callable[[str], None]) -> list[str]:
    """A Markdown table: a run of the probe a row, as many at a time as there are processors."""
    samples = [sample for sample in samples if sample.counts]
    variants: list[tuple[str, ...]] = [(), *((part,) for part in probe.parts())]

    def read(without: tuple[str, ...]) -> list[Reading]:
        readings = probe.read(samples, without)
        report(f"without {_name(without)}")
        return readings

    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        whole, *others = list(pool.map(read, variants))
    runs = zip(variants, [whole, *others], strict=True)
    return [*_HEAD, *(_row(without, samples, readings, whole) for without, readings in runs)]


def _name(without: tuple[str, ...]) -> str:
    return ", ".join(f"`{part}`" for part in without) or "nothing"


def _row(without: tuple[str, ...], samples: Sequence[Sample], readings: list[Reading], whole: list[Reading]) -> str:
    scores: list[Score] = [score(sample, reading) for sample, reading in zip(samples, readings, strict=True)]
    categories, images = mean_of_categories(scores), means(scores)
    cells = [
        _name(without),
        *map(number, (categories.mcer, categories.mf1, images.mcer, images.mf1)),
        f"{sum(reading.seconds for reading in readings):.0f}",
        str(sum(reading.text != other.text for reading, other in zip(readings, whole, strict=True))),
    ]
    return f"| {' | '.join(cells)} |"
