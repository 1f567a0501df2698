"""The images that are sent, each with a text of its own: lines of digits drawn with the digits of a test image.

Small, so that reading one takes little; digits only, because Tesseract reads these without an error. The slow page is
another matter: it takes seconds, so that engines and workers die in the middle of it.
"""

import itertools
import random
import struct
import zlib
from dataclasses import dataclass

from chaos.paths import TEST_IMAGES

Rows = list[bytes]
"""Grey pixels, from the top down."""

MARGIN = 24
GAP = 3
"""Pixels between digits."""
SPACE = 18
PAPER = 255
INK = 128
"""Darker than this is part of a digit."""


@dataclass(frozen=True)
class Image:
    name: str
    content: bytes
    text: str
    """What stands in it; of a slow page, one line."""
    slow: bool = False


class Pictures:
    """Makes the images of one client; no two images, of whichever client, have the same text."""

    def __init__(self, client: int, source: random.Random) -> None:
        self._client = client
        self._source = source
        self._digits = _digits()
        self._slow = (TEST_IMAGES / "34_test.png").read_bytes()
        self._numbers = itertools.count(1)

    def small(self) -> Image:
        """One line: the client's number and the image's, which nothing else has, and two groups of chance."""
        number = next(self._numbers)
        text = f"{self._client:02d}{number:05d} {self._chance()} {self._chance()}"
        return Image(f"line-{self._client}-{number}.png", png(_line(text, self._digits)), text)

    def slow(self) -> Image:
        """The same page in bytes of its own: some follow the image's end, where decoders do not look."""
        number = next(self._numbers)
        content = self._slow + f"{self._client:02d}{number:010d}{self._chance()}".encode()
        return Image(f"page-{self._client}-{number}.png", content, "End of the register", slow=True)

    def _chance(self) -> str:
        return f"{self._source.randrange(10**5):05d}"


def png(rows: Rows) -> bytes:
    """An 8-bit grey PNG."""
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _line(text: str, digits: dict[str, Rows]) -> Rows:
    height = len(digits["0"])
    drawn = [digits[character] if character != " " else [bytes([PAPER]) * SPACE] * height for character in text]
    gap, side = bytes([PAPER]) * GAP, bytes([PAPER]) * MARGIN
    rows = [side + gap.join(part[y] for part in drawn) + side for y in range(height)]
    blank = [bytes([PAPER]) * len(rows[0])] * MARGIN
    return blank + rows + blank


def _digits() -> dict[str, Rows]:
    """Each digit as it is first found in a page of meter readings, on one base line."""
    page = _grey(TEST_IMAGES.joinpath("35_test.bmp").read_bytes())
    lines = TEST_IMAGES.joinpath("35_test.txt").read_text().split()
    found: dict[str, Rows] = {}
    for text, (top, bottom) in zip(lines, _spans([min(row) < INK for row in page]), strict=True):
        band = page[top - 1 : bottom + 1]
        columns = _spans([min(column) < INK for column in zip(*band, strict=True)])
        for character, (left, right) in zip(text, columns, strict=True):
            found.setdefault(character, [row[left - 1 : right + 1] for row in band])
    height = max(map(len, found.values()))
    return {character: _padded(rows, height) for character, rows in found.items()}


def _padded(rows: Rows, height: int) -> Rows:
    return [bytes([PAPER]) * len(rows[0])] * (height - len(rows)) + rows


def _spans(inked: list[bool]) -> list[tuple[int, int]]:
    """From where to where there is ink, the end not included."""
    edges = [at for at in range(1, len(inked)) if inked[at] != inked[at - 1]]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _grey(bitmap: bytes) -> Rows:
    """The pixels of an uncompressed 8-bit BMP with a palette, by the red of its colours."""
    (offset,) = struct.unpack_from("<I", bitmap, 10)
    header, width, height = struct.unpack_from("<Iii", bitmap, 14)
    palette = bitmap[14 + header : offset]
    reds = bytes(palette[2::4]).ljust(256, b"\0")
    stride = (width + 3) // 4 * 4
    starts = [offset + y * stride for y in reversed(range(height))]
    return [bitmap[start : start + width].translate(reds) for start in starts]
