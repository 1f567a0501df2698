"""hOCR: valid for hocr-tools, and with the job's words."""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from outputs.client import Job
from outputs.paths import SCRIPTS
from outputs.words import differences

XHTML = "{http://www.w3.org/1999/xhtml}"
OVERLAPPING = {"22_test.png": "leans", "23_test.jpg": "leans", "29_test.bmp": "is written by hand"}
"""Images whose lines share rows of pixels, so that the boxes around them overlap."""


def complaints(body: bytes, job: Job, image: str) -> Iterator[str]:
    try:
        root = etree.fromstring(body)
    except etree.XMLSyntaxError as error:
        yield f"no XML: {error}"
        return
    pages = [element for element in root.iter(f"{XHTML}div") if element.get("class") == "ocr_page"]
    # hocr-check takes all pages for one.
    yield from _invalid(body, overlaps=len(pages) > 1 or image in OVERLAPPING)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    if len(ids) != len(set(ids)):
        yield "ids are not unique"
    yield from differences(job, [word for page in pages for word in _words(page)])


def _invalid(body: bytes, overlaps: bool) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "result.hocr"
        file.write_bytes(body)
        command = [str(SCRIPTS / "hocr-check"), *(["--nooverlap"] if overlaps else []), str(file)]
        run = subprocess.run(command, capture_output=True, text=True)
    bad = [line for line in run.stderr.splitlines() if not line.startswith("ok ")]
    if run.returncode != 0 or bad or not run.stderr:
        yield f"hocr-check: {'; '.join(bad[-5:])}"


def _words(page: etree._Element) -> Iterator[tuple[str, tuple[int, ...]]]:
    for element in page.iter(f"{XHTML}span"):
        if element.get("class") == "ocrx_word":
            properties = dict(part.split(None, 1) for part in element.get("title", "").split("; "))
            yield element.text or "", tuple(int(number) for number in properties["bbox"].split())
