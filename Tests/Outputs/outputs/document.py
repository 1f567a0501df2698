"""A document of several pages: test_images has none."""

from pathlib import Path

from outputs.paths import TEST_IMAGES

from lector.tiff import tiff

PAGES = ("16_test.bmp", "35_test.bmp", "32_test.bmp")
"""Bitmaps of 8 bits a pixel, without compression, with a palette of greys."""
RESOLUTION = 150


def write(folder: Path) -> Path:
    """A TIFF in the folder."""
    file = folder / "document.tiff"
    file.write_bytes(tiff(*((TEST_IMAGES / name).read_bytes() for name in PAGES), resolution=RESOLUTION))
    return file
