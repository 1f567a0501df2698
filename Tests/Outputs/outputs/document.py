"""A document of several pages: test_images has none."""

import struct
from pathlib import Path

from outputs.paths import TEST_IMAGES

PAGES = ("16_test.bmp", "35_test.bmp", "32_test.bmp")
"""Bitmaps of 8 bits a pixel, without compression, with a palette of greys."""
RESOLUTION = 150
WIDTH, HEIGHT, DEPTH, COMPRESSION, PHOTOMETRIC = 256, 257, 258, 259, 262
OFFSET, SAMPLES, ROWS, BYTES, ACROSS, DOWN, UNIT = 273, 277, 278, 279, 282, 283, 296
LONG, RATIONAL = 4, 5
BLACK_IS_ZERO, INCH = 1, 2


def write(folder: Path) -> Path:
    """A TIFF in the folder."""
    file = folder / "document.tiff"
    body = bytearray(struct.pack("<2sHI", b"II", 42, 0))
    link = 4
    """Where the place of the next page is to be written."""
    for name in PAGES:
        width, height, pixels = _grey((TEST_IMAGES / name).read_bytes())
        resolution, start = len(body), len(body) + 8
        body += struct.pack("<II", RESOLUTION, 1) + pixels + bytes(len(pixels) % 2)
        struct.pack_into("<I", body, link, len(body))
        longs = {WIDTH: width, HEIGHT: height, DEPTH: 8, COMPRESSION: 1, PHOTOMETRIC: BLACK_IS_ZERO, OFFSET: start}
        longs |= {SAMPLES: 1, ROWS: height, BYTES: len(pixels)}
        fields = [(tag, LONG, value) for tag, value in longs.items()]
        fields += [(ACROSS, RATIONAL, resolution), (DOWN, RATIONAL, resolution), (UNIT, LONG, INCH)]
        body += struct.pack("<H", len(fields))
        for tag, kind, value in fields:
            body += struct.pack("<HHII", tag, kind, 1, value)
        link = len(body)
        body += bytes(4)
    file.write_bytes(body)
    return file


def _grey(bitmap: bytes) -> tuple[int, int, bytes]:
    """Width, height and pixels, from top to bottom."""
    start, header, width, height, _, depth = struct.unpack_from("<IIiiHH", bitmap, 10)
    if depth != 8 or height < 0:
        raise ValueError("not a bitmap of 8 bits a pixel, from bottom to top")
    greys = bytes(bitmap[14 + header : start : 4]).ljust(256, b"\0")
    stride = (width + 3) // 4 * 4
    rows = [bitmap[start + row * stride : start + row * stride + width] for row in reversed(range(height))]
    return width, height, b"".join(rows).translate(greys)
