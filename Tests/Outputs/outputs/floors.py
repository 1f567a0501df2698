"""How much of test_images must have been compared where a comparison is made only as far as it can be."""

from collections.abc import Iterator

from outputs.pdf import Tally

ROWS = 35
"""Images that Tesseract reads alike, row by row; with Tesseract 5.3.0 it is all 38."""
WORDS = 4000
"""That PDFs hold; it is 4447."""
ORDERED = 0.88
"""Share of these in the order in which poppler reads pages; it is 0.92."""


def complaints(rows: int, pdfs: Tally) -> Iterator[str]:
    if rows < ROWS:
        yield f"Tesseract's TSV: the rows of {rows} images are the same, of no fewer than {ROWS} they should be"
    if pdfs.words < WORDS:
        yield f"pdf: {pdfs.words} words in all, no fewer than {WORDS} there should be"
    if pdfs.ordered < ORDERED * pdfs.words:
        yield f"pdf: {pdfs.ordered} of {pdfs.words} words are in order as poppler reads pages"
