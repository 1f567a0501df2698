"""A dataset's results as Markdown."""

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from accuracy.calibration import expected_error, page_error
from accuracy.dataset import CAPTCHA
from accuracy.measuring import OURS, PLAIN, Measured
from accuracy.scoring import Means, Score, by_category, counted, mean_of_categories, means

WELL_READ = 0.05
"""The CER up to which plain Tesseract needs no help."""
_HEAD = [
    "| category | images | mCER plain | mCER Lector | mF1 plain | mF1 Lector | s plain | s Lector |",
    "| --- | --: | --: | --: | --: | --: | --: | --: |",
]


def results(measured: Measured, described: str) -> list[str]:
    plain, ours = measured.ways[PLAIN].scores, measured.ways[OURS].scores
    return [*_table(plain, ours), "", f"Measured {described}.", "", *_notes(measured, plain, ours)]


def _table(plain: list[Score], ours: list[Score]) -> list[str]:
    categories, others = by_category(plain), by_category(ours)
    counting = [category for category in categories if category != CAPTCHA]
    lines = [_row(name, len(categories[name]), means(categories[name]), means(others[name])) for name in counting]
    count = len(counted(plain))
    lines.append(_row("**mean of the categories**", count, mean_of_categories(plain), mean_of_categories(ours)))
    lines.append(_row("**mean of the images**", count, means(counted(plain)), means(counted(ours))))
    if group := categories.get(CAPTCHA):
        lines.append(_row(f"{CAPTCHA}, in no mean", len(group), means(group), means(others[CAPTCHA])))
    return [*_HEAD, *lines]


def _row(name: str, count: int, plain: Means, ours: Means) -> str:
    cells = [
        name,
        str(count),
        number(plain.mcer),
        number(ours.mcer),
        number(plain.mf1),
        number(ours.mf1),
        number(plain.seconds, 2),
        number(ours.seconds, 2),
    ]
    return f"| {' | '.join(cells)} |"


def number(value: float | None, digits: int = 3) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _notes(measured: Measured, plain: list[Score], ours: list[Score]) -> list[str]:
    return [
        *_time(counted(plain), counted(ours)),
        *_confidence(measured),
        *_left_out(measured),
        *_failures(measured, OURS, "Lector"),
        *_failures(measured, PLAIN, "plain Tesseract"),
    ]


def _time(plain: list[Score], ours: list[Score]) -> list[str]:
    pairs = list(zip(plain, ours, strict=True))
    easy = [(before, after) for before, after in pairs if before.cer <= WELL_READ]
    return [
        f"- Time of all that count: {_ratio(pairs)}.",
        f"- Time of the {len(easy)} that plain Tesseract reads with a CER up to {WELL_READ}: {_ratio(easy)}.",
    ]


def _ratio(pairs: Iterable[tuple[Score, Score]]) -> str:
    pairs = list(pairs)
    plain, ours = sum(before.seconds for before, _ in pairs), sum(after.seconds for _, after in pairs)
    return f"{plain:.1f} s plain, {ours:.1f} s Lector: {ours / plain:.2f} times" if plain else "none"


def _confidence(measured: Measured) -> list[str]:
    ours, plain = measured.ways[OURS], measured.ways[PLAIN]
    words, plain_words = list(chain(*ours.words)), list(chain(*plain.words))
    return [
        f"- Expected calibration error: {number(expected_error(words))} over {len(words):,} words "
        f"(plain {number(expected_error(plain_words))}).",
        f"- An image's confidence is {number(page_error(ours.pages))} from its share of right words "
        f"(plain {number(page_error(plain.pages))}).",
    ]


def _left_out(measured: Measured) -> list[str]:
    if not measured.skipped:
        return []
    languages = Counter(sample.language for sample in measured.skipped)
    named = ", ".join(f"`{language}` ({count})" for language, count in sorted(languages.items()))
    return [f"- Left out, because a language is not installed: {len(measured.skipped)} images: {named}."]


def _failures(measured: Measured, way: str, reader: str) -> list[str]:
    pairs = zip(measured.samples, measured.ways[way].readings, strict=True)
    failed = [(sample, reading) for sample, reading in pairs if reading.failure]
    named = ", ".join(f"`{sample.path}` ({reading.failure})" for sample, reading in failed)
    return [f"- Not read by {reader}, and counted as empty: {named}."] if failed else []
