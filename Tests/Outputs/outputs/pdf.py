"""PDF: qpdf finds no fault, and poppler finds the job's words, in order and in place."""

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from pathlib import Path

from lxml import etree

from outputs.client import Job, Word

XHTML = "{http://www.w3.org/1999/xhtml}"
PLAY = 0.02
"""How far a word may be from its place, in sizes of the page."""
FOUND = 0.95
"""Share of the words, in the order of the PDF; poppler divides and joins some."""
RATIO = 0.01
"""How far a page's ratio of width to height may be from the image's."""


@dataclass(frozen=True)
class Found:
    text: str
    page: int
    box: tuple[float, float, float, float]
    """Left, top, right, bottom, in sizes of the page."""


@dataclass
class Tally:
    """Of the words of one PDF, or of several."""

    words: int = 0
    found: int = 0
    placed: int = 0
    ordered: int = 0
    """Found in the order in which poppler reads a page."""


def total(tallies: list[Tally]) -> Tally:
    return Tally(*(sum(column) for column in zip(*map(astuple, tallies), strict=True)))


def complaints(body: bytes, job: Job, sizes: list[tuple[int, int]], tally: Tally) -> Iterator[str]:
    """`sizes` are those of the job's pages, in pixels."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "result.pdf"
        file.write_bytes(body)
        check = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True)
        if check.returncode != 0:
            yield f"qpdf: {(check.stdout + check.stderr).strip()[-300:]}"
        try:
            pages, read = _pages(file, "-raw"), _pages(file)
        except subprocess.CalledProcessError as error:
            yield f"pdftotext: {error.stderr.decode(errors='replace')[-300:]}"
            return
    yield from misshapen([_size(page) for page in pages], sizes)
    yield from misplaced(joined(_words(pages), job), job, sizes, tally)
    tally.ordered += len(_pairs(job, _words(read)))


def _pages(file: Path, *options: str) -> list[etree._Element]:
    run = subprocess.run(["pdftotext", *options, "-bbox", str(file), "-"], capture_output=True, check=True)
    return list(etree.fromstring(run.stdout, etree.XMLParser(recover=True)).iter(f"{XHTML}page"))


def misshapen(pages: list[tuple[float, float]], sizes: list[tuple[int, int]]) -> Iterator[str]:
    if len(pages) != len(sizes):
        yield f"{len(pages)} pages, the job has {len(sizes)}"
    for number, ((width, height), (image_width, image_height)) in enumerate(zip(pages, sizes), 1):
        if abs(width / height * image_height / image_width - 1) > RATIO:
            yield f"page {number} is {width:g} × {height:g}, the image {image_width} × {image_height}"


def joined(found: list[Found], job: Job) -> list[Found]:
    """As words of the job: poppler takes slanting ones for so many letters."""
    if "".join(word.text for word in found) != "".join(word.text for word in job.words):
        return found
    ends = set(accumulate(len(word.text) for word in job.words))
    result: list[Found] = []
    parts: list[Found] = []
    for part, end in zip(found, accumulate(len(word.text) for word in found), strict=True):
        parts.append(part)
        if end in ends:
            left, top, right, bottom = zip(*(part.box for part in parts), strict=True)
            text = "".join(part.text for part in parts)
            result.append(Found(text, part.page, (min(left), min(top), max(right), max(bottom))))
            parts = []
    return result


def misplaced(found: list[Found], job: Job, sizes: list[tuple[int, int]], tally: Tally) -> Iterator[str]:
    pairs = _pairs(job, found)
    bad = [(word, other) for word, other in pairs if not _is_placed(word, other, sizes[other.page])]
    tally.words += len(job.words)
    tally.found += len(pairs)
    tally.placed += len(pairs) - len(bad)
    if len(pairs) < FOUND * len(job.words):
        there = {id(word) for word, _ in pairs}
        missing = [word.text for word in job.words if id(word) not in there]
        yield f"{len(pairs)} of {len(job.words)} words found; not: {' '.join(missing[:8])}"
    for word, other in bad[:3]:
        ink = _scaled(word.box, sizes[other.page])
        yield f"{word.text!r} is at {_shown(other.box)}, the job has it at {_shown(ink)}"


def _pairs(job: Job, found: list[Found]) -> list[tuple[Word, Found]]:
    """Words that are in both, in the same order."""
    matcher = SequenceMatcher(None, [word.text for word in job.words], [word.text for word in found], autojunk=False)
    return [
        (job.words[match.a + offset], found[match.b + offset])
        for match in matcher.get_matching_blocks()
        for offset in range(match.size)
    ]


def _is_placed(word: Word, found: Found, size: tuple[int, int]) -> bool:
    """Along its line a word is where it is. Across it all words are as tall as the font: no less than what is
    printed, no more than the line."""
    ink, line = _scaled(word.box, size), _scaled(word.line, size)
    along = 0 if word.line[2] - word.line[0] >= word.line[3] - word.line[1] else 1
    across = 1 - along
    return (
        abs(found.box[along] - ink[along]) <= PLAY
        and abs(found.box[along + 2] - ink[along + 2]) <= PLAY
        and line[across] - PLAY <= found.box[across] <= ink[across] + PLAY
        and ink[across + 2] - PLAY <= found.box[across + 2] <= line[across + 2] + PLAY
    )


def _scaled(box: tuple[int, ...], size: tuple[int, int]) -> tuple[float, ...]:
    width, height = size
    return box[0] / width, box[1] / height, box[2] / width, box[3] / height


def _size(page: etree._Element) -> tuple[float, float]:
    return float(page.get("width", "0")), float(page.get("height", "0"))


def _words(pages: list[etree._Element]) -> list[Found]:
    return [
        _found(word, number, _size(page)) for number, page in enumerate(pages) for word in page.iter(f"{XHTML}word")
    ]


def _found(word: etree._Element, page: int, size: tuple[float, float]) -> Found:
    left, top, right, bottom = (float(word.get(name, "0")) for name in ("xMin", "yMin", "xMax", "yMax"))
    return Found(word.text or "", page, (left / size[0], top / size[1], right / size[0], bottom / size[1]))


def _shown(box: tuple[float, ...]) -> str:
    return "(" + ", ".join(f"{side:.3f}" for side in box) + ")"
