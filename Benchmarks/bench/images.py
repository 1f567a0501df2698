"""The images that both sides are fed: made from test_images, the same in every run."""

import io
import itertools
import random
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image as Picture
from PIL import ImageChops, ImageOps

from bench.plan import ROOT

AS_THEY_ARE = ("1_test.png", "2_test.jpg", "3_test.bmp", "7_test.png", "8_test.gif", "37_test.jpg")
SCANNED = ("1_test.png", "3_test.bmp", "7_test.png", "8_test.gif")
"""Those that are also fed as a scan in colour."""
LINES_FROM = ("1_test.png", "2_test.jpg", "3_test.bmp")

_marks = itertools.count(random.SystemRandom().randrange(10**9) * 10**6)


@dataclass(frozen=True)
class Image:
    name: str
    media_type: str
    content: bytes

    def distinct(self) -> "Image":
        """The same picture in bytes that no cache has seen: some follow the image's end, where decoders do not look."""
        return replace(self, content=self.content + f"{next(_marks):020d}".encode())

    def write(self, folder: Path) -> Path:
        path = folder / self.name
        path.write_bytes(self.content)
        return path


def full_pages() -> list[Image]:
    """Pages of clean print, one with two columns, one with three, a scanned invoice; some again as colour scans."""
    pages = [_as_it_is(name) for name in AS_THEY_ARE]
    return pages + [_jpeg(_coloured(_open(name)), f"scan-of-{name.partition('.')[0]}.jpg") for name in SCANNED]


def small_images(count: int) -> list[Image]:
    """Cut-outs of one line and of two, half of them PNG in grey, half JPEG in colour."""
    cuts = [cut for name in LINES_FROM for cut in _line_cuts(_open(name).convert("L"))]
    random.Random(1).shuffle(cuts)
    small = []
    for number, cut in enumerate(itertools.islice(itertools.cycle(cuts), count)):
        name = f"cut-{number:03d}"
        small.append(_png(cut, f"{name}.png") if number % 2 else _jpeg(_coloured(cut), f"{name}.jpg"))
    return small


def image_of_20_kb() -> Image:
    """The top of a page as a JPEG of 20 000 bytes or a little more."""
    page = _open("1_test.png").convert("L")
    for height in range(100, page.height, 4):
        image = _jpeg(page.crop((0, 150, 1200, 150 + height)), "letter.jpg")
        if len(image.content) >= 20_000:
            break
    return image


def tiny() -> Image:
    """The cheapest there is to recognise: one line, cut out small."""
    return _png(min(_line_cuts(_open("2_test.jpg").convert("L")), key=lambda cut: cut.width * cut.height), "tiny.png")


def _open(name: str) -> Picture.Image:
    with Picture.open(ROOT / "test_images" / name) as picture:
        picture.load()
        return picture


def _as_it_is(name: str) -> Image:
    """A file of test_images; as PNG where it is in a format that marks cannot follow safely."""
    stem, _, extension = name.partition(".")
    if extension in ("bmp", "gif"):
        return _png(_open(name), f"{stem}.png")
    media_type = "image/jpeg" if extension == "jpg" else "image/png"
    return Image(name, media_type, (ROOT / "test_images" / name).read_bytes())


def _coloured(picture: Picture.Image) -> Picture.Image:
    """As a flat-bed scanner gives it: warm paper, bluish ink, a little grain that is the same every time."""
    grey = picture.convert("L")
    grain = Picture.frombytes("L", grey.size, random.Random(2).randbytes(grey.width * grey.height))
    grainy = ImageChops.subtract(grey, grain.point([value // 28 for value in range(256)]))
    return ImageOps.colorize(grainy, black=(28, 32, 58), white=(252, 247, 236))


def _line_cuts(page: Picture.Image) -> list[Picture.Image]:
    """Every printed line of more than a few letters, and every two that follow each other, with a margin around."""
    lines = _lines(page)
    pairs = [(one[0], two[1]) for one, two in itertools.pairwise(lines)]
    cuts = [_cut(page, top, bottom) for top, bottom in lines + pairs]
    return [cut for cut in cuts if cut.width >= 150]


def _lines(page: Picture.Image) -> list[tuple[int, int]]:
    """From where to where there is ink, as rows of pixels; only what is as tall as a line of text."""
    ink = page.point([255] * 128 + [0] * 128)
    rows = [ink.crop((0, y, ink.width, y + 1)).getbbox() is not None for y in range(ink.height)]
    edges = [y for y in range(1, len(rows)) if rows[y] != rows[y - 1]]
    spans = zip(edges[::2], edges[1::2], strict=False)
    return [(top, bottom) for top, bottom in spans if 18 <= bottom - top <= 70]


def _cut(page: Picture.Image, top: int, bottom: int, margin: int = 12) -> Picture.Image:
    band = page.crop((0, max(0, top - margin), page.width, min(page.height, bottom + margin)))
    left, _, right, _ = ImageOps.invert(band).point([0] * 128 + [255] * 128).getbbox() or (0, 0, band.width, 0)
    return band.crop((max(0, left - margin), 0, min(band.width, right + margin), band.height))


def _png(picture: Picture.Image, name: str) -> Image:
    return Image(name, "image/png", _encoded(picture, "PNG"))


def _jpeg(picture: Picture.Image, name: str) -> Image:
    return Image(name, "image/jpeg", _encoded(picture, "JPEG", quality=90))


def _encoded(picture: Picture.Image, kind: str, **options: int) -> bytes:
    output = io.BytesIO()
    picture.save(output, kind, **options)
    return output.getvalue()
