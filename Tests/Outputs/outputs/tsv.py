"""TSV: the columns of Tesseract's, with the job's words; and, where Tesseract reads the same, its very rows."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from outputs.client import Job
from outputs.words import differences

HEADER = "level page_num block_num par_num line_num word_num left top width height conf text".split()
PARAGRAPH, LINE, WORD = 3, 4, 5


@dataclass(frozen=True)
class Row:
    level: int
    numbers: tuple[int, ...]
    """Of page, block, paragraph, line and word."""
    box: tuple[int, ...]
    """Left, top, width, height."""
    confidence: str
    text: str


def complaints(body: bytes, job: Job) -> Iterator[str]:
    try:
        rows = parse(body.decode())
    except ValueError as error:
        yield str(error)
        return
    words = [row for row in rows if row.level == WORD]
    boxes = [(row.box[0], row.box[1], row.box[0] + row.box[2], row.box[1] + row.box[3]) for row in words]
    yield from differences(job, [(row.text, box) for row, box in zip(words, boxes, strict=True)])
    for row, word in zip(words, job.words):
        if row.confidence != f"{word.confidence * 100:.6f}":
            yield f"the confidence of {row.text!r} is {row.confidence}, the job's {word.confidence}"
            break
    if any(row.confidence != "-1" or row.text for row in rows if row.level != WORD):
        yield "a row that is no word has a confidence or a text"
    if renumbered(rows) != rows:
        yield "rows are not numbered in order"


def parse(text: str) -> list[Row]:
    """Raises ValueError where a row has not the columns."""
    header, *lines = text.removesuffix("\n").split("\n")
    if header.split("\t") != HEADER:
        raise ValueError(f"the header is {header!r}")
    rows = []
    for line in lines:
        cells = line.split("\t")
        if len(cells) != len(HEADER):
            raise ValueError(f"not {len(HEADER)} columns: {line!r}")
        numbers = [int(cell) for cell in cells[:10]]
        rows.append(Row(numbers[0], tuple(numbers[1:6]), tuple(numbers[6:]), cells[10], cells[11]))
    return rows


def renumbered(rows: list[Row]) -> list[Row]:
    """Rows below a page are numbered from 1 within the one above."""
    result = []
    counts = [0] * (WORD + 1)
    for row in rows:
        counts[row.level] = row.numbers[0] if row.level == 1 else counts[row.level] + 1
        counts[row.level + 1 :] = [0] * (WORD - row.level)
        result.append(replace(row, numbers=tuple(counts[1:])))
    return result


def of_tesseract(image: Path) -> list[Row]:
    """Without what has no words: Tesseract lists pictures and lines as well."""
    command = ["tesseract", str(image), "stdout", "--psm", "3", "-l", "eng", "tsv"]
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    kept: list[Row] = []
    for row in parse(run.stdout):
        if row.level == WORD and not row.text.strip():
            continue
        while kept and kept[-1].level > 1 and row.level <= kept[-1].level < WORD:
            kept.pop()
        kept.append(row)
    while kept and 1 < kept[-1].level < WORD:
        kept.pop()
    return renumbered(kept)


def beside_tesseract(rows: list[Row], expected: list[Row]) -> Iterator[str]:
    """Confidences aside: ours say how many such words are right. A paragraph's box is that around its lines, which
    Tesseract's now and then is not."""
    for ours, theirs in zip(rows, _framed(expected)):
        if replace(ours, confidence="") != replace(theirs, confidence=""):
            yield f"a row is {ours}, Tesseract's {theirs}"
            return
    if len(rows) != len(expected):
        yield f"{len(rows)} rows, Tesseract's {len(expected)}"


def _framed(rows: list[Row]) -> list[Row]:
    """With the boxes of paragraphs drawn around their lines."""
    lines: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
    for row in rows:
        if row.level == LINE:
            lines.setdefault(row.numbers[:PARAGRAPH], []).append(row.box)
    return [
        replace(row, box=_around(lines[row.numbers[:PARAGRAPH]])) if row.level == PARAGRAPH else row for row in rows
    ]


def _around(boxes: list[tuple[int, ...]]) -> tuple[int, ...]:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    return left, top, right - left, bottom - top


def texts(rows: list[Row]) -> list[str]:
    return [row.text for row in rows if row.level == WORD]
