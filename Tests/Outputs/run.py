#!/usr/bin/env python3
"""Fetches every output of every image of test_images, and of a document, from a live service, and validates each.

    Tests/Outputs/setup
    Tests/Outputs/.venv/bin/python Tests/Outputs/run.py [--binaries .build/release] [--images FOLDER] [--only NAME]

Starts a service of its own. hOCR must pass hocr-check, ALTO its schema, Markdown a CommonMark parser, PDFs qpdf; all
hold the job's words where they belong. Images that plain Tesseract reads alike are also compared with its own TSV, row
by row. Ends with 1 where an output is not as it should be, and says which.
"""

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from outputs import alto, document, floors, hocr, markdown, names, pdf, tsv
from outputs.client import Client, Job, JobError
from outputs.paths import ROOT, TEST_IMAGES

from lector.service import ServiceError, running

IMAGES = {".jpg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp"}
TESSERACT = "Tesseract's TSV"


def main() -> int:
    options = _options()
    images = sorted(file for file in options.images.iterdir() if file.suffix in IMAGES and options.only in file.name)
    if not images:
        sys.exit(f"outputs: no images in {options.images}")
    try:
        with tempfile.TemporaryDirectory(prefix="lector-outputs-") as folder:
            check = _check(options.binaries, [*images, document.write(Path(folder))])
    except (ServiceError, JobError, alto.SchemaError) as error:
        sys.exit(f"outputs: {error}")
    if options.images.resolve() == TEST_IMAGES and not options.only:
        check.floors()
    return check.report()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binaries", type=Path, default=ROOT / ".build" / "release", help="default: %(default)s")
    parser.add_argument("--images", type=Path, default=TEST_IMAGES, metavar="FOLDER", help="default: %(default)s")
    parser.add_argument("--only", default="", metavar="NAME", help="images with this in their name")
    return parser.parse_args()


def _check(binaries: Path, images: list[Path]) -> "Check":
    processors = len(os.sched_getaffinity(0))
    # The cache keeps nothing, so that every image is read.
    settings = {"LECTOR_WORKERS": str(processors), "LECTOR_CACHE_TTL": "1ms"}
    with running(binaries, settings) as service, ThreadPoolExecutor(processors) as pool:
        check = Check(Client(service.url))
        for image, bad in zip(images, pool.map(check.image, images), strict=True):
            print(f"{image.name}: {'good' if not bad else f'{len(bad)} complaints'}", flush=True)
        check.names(images[0])
        check.refusals(images[0])
    return check


class Check:
    def __init__(self, client: Client) -> None:
        self.client = client
        self.complaints: list[str] = []
        self.passed: list[str] = []
        self.pdfs: list[pdf.Tally] = []

    def image(self, image: Path) -> list[str]:
        """What is wrong with its outputs."""
        try:
            job = self.client.read(image.read_bytes(), image.name, pdf="true")
            bad = [f"{image.name}: {line}" for line in [*self._outputs(image, job), *self._rows(image)]]
        except JobError as error:
            bad = [f"{image.name}: {error}"]
        self.complaints += bad
        return bad

    def _outputs(self, image: Path, job: Job) -> Iterator[str]:
        sizes = [row.box[2:] for row in tsv.parse(self.client.result(job, "tsv").body.decode()) if row.level == 1]
        for output in names.EXTENSIONS:
            answer = self.client.result(job, output)
            if answer.status != 200:
                yield f"{output}: {answer.status} {answer.body[:200]!r}"
                continue
            bad = list(names.complaints(answer, output, names.stem(image.name)))
            bad += self._content(image, output, answer.body, job, sizes)
            self._note(output, bad)
            yield from (f"{output}: {line}" for line in bad)

    def _content(self, image: Path, output: str, body: bytes, job: Job, sizes: list[tuple[int, int]]) -> Iterator[str]:
        match output:
            case "text":
                if body.decode() != _ended(job.text):
                    yield "not the job's text"
            case "hocr":
                yield from hocr.complaints(body, job, image.name)
            case "alto":
                yield from alto.complaints(body, job)
            case "tsv":
                yield from tsv.complaints(body, job)
            case "markdown":
                yield from markdown.complaints(body, job)
            case "pdf":
                tally = pdf.Tally()
                yield from pdf.complaints(body, job, sizes, tally)
                self.pdfs.append(tally)

    def _rows(self, image: Path) -> Iterator[str]:
        """Beside Tesseract's own, where that reads the same."""
        job = self.client.read(image.read_bytes(), image.name, preprocess="none")
        rows = tsv.parse(self.client.result(job, "tsv").body.decode())
        expected = tsv.of_tesseract(image)
        if tsv.texts(rows) != tsv.texts(expected):
            self.passed.append(f"{TESSERACT}, not comparable")
            return
        bad = list(tsv.beside_tesseract(rows, expected))
        self._note(TESSERACT, bad)
        yield from (f"{TESSERACT}: {line}" for line in bad)

    def names(self, image: Path) -> None:
        """Of files that are called what no file should be."""
        for filename, stem in names.HOSTILE.items():
            answer = self.client.result(self.client.read(image.read_bytes(), filename), "text")
            bad = list(names.complaints(answer, "text", stem))
            self._note("hostile names", bad)
            self.complaints += [f"{filename!r}: {line}" for line in bad]

    def refusals(self, image: Path) -> None:
        """By `Accept` as by `format`; an unknown format is refused with a list."""
        # With bytes after its end, so that it is no image that is kept for another job.
        job = self.client.read(image.read_bytes() + os.urandom(16), image.name)
        for output, media_type in names.TYPES.items():
            answer = self.client.accepted(job, media_type)
            if output != "pdf" and answer.headers.get("content-type", "").split(";")[0] != media_type:
                self.complaints.append(f"Accept: {media_type} does not give {output}")
        for answer in (self.client.result(job, "docx"), self.client.accepted(job, "image/png")):
            if answer.status != 406 or b"not_acceptable" not in answer.body:
                self.complaints.append(f"an unknown format: {answer.status} {answer.body[:200]!r}")
        if (refused := self.client.result(job, "pdf")).status != 409:
            self.complaints.append(f"a PDF without its image: {refused.status} {refused.body[:200]!r}")

    def floors(self) -> None:
        """Of a run over all of test_images."""
        self.complaints += floors.complaints(self.passed.count(TESSERACT), pdf.total(self.pdfs))

    def report(self) -> int:
        for line in self.complaints:
            print(line)
        print("passed: " + ", ".join(f"{name} {count}" for name, count in sorted(Counter(self.passed).items())))
        pdfs = pdf.total(self.pdfs)
        if pdfs.words:
            found, placed = pdfs.found / pdfs.words, pdfs.placed / max(1, pdfs.found)
            print(f"PDFs: poppler finds {found:.2%} of the words, {placed:.2%} of these in place;", end=" ")
            print(f"{pdfs.ordered / pdfs.words:.2%} where it reads pages in an order of its own")
        return 1 if self.complaints else 0

    def _note(self, name: str, bad: list[str]) -> None:
        if not bad:
            self.passed.append(name)


def _ended(text: str) -> str:
    """Each page with a line break at its end."""
    pages = text.split("\f")
    return "".join(
        page + ("\n" if page and not page.endswith("\n") else "") + ("\f" if number < len(pages) else "")
        for number, page in enumerate(pages, 1)
    )


if __name__ == "__main__":
    sys.exit(main())
