"""The 37 images: the one list that `make.py` draws from and both tables in the README are written from.

Standard library only, so that `compare.py` runs where nothing is installed."""

from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent


class Entry(NamedTuple):
    number: int
    extension: str
    drawing: str
    """Module and function in `draw`."""
    shows: str
    quality: int = 80
    """For JPEG."""

    @property
    def image(self) -> str:
        return f"{self.number}_test.{self.extension}"

    @property
    def truth(self) -> str:
        return f"{self.number}_test.txt"


ENTRIES = [
    Entry(1, "png", "pages.letter", "clean print: a letter, Liberation Serif 11 pt, A4 at 200 dpi"),
    Entry(2, "jpg", "pages.notice", "clean print: a notice, DejaVu Sans 12 pt, A5 at 200 dpi"),
    Entry(3, "bmp", "pages.book", "clean print: a page of a novel, EB Garamond 11 pt, 300 dpi, 1 bit"),
    Entry(4, "png", "pages.terms", "small print: terms of hire, 6.5 pt at 200 dpi"),
    Entry(5, "gif", "pages.poster", "large print: a poster, 30 to 84 pt"),
    Entry(6, "png", "pages.specimen", "several fonts: one paragraph each in eight faces"),
    Entry(7, "png", "layout.two_columns", "two columns: a club newsletter"),
    Entry(8, "gif", "layout.three_columns", "three columns: a local paper"),
    Entry(9, "bmp", "layout.timetable", "a ruled table: a bus timetable, 1 bit"),
    Entry(10, "jpg", "layout.receipt", "a till receipt on thermal paper"),
    Entry(11, "png", "layout.form", "a form with boxes, filled in with a typewriter"),
    Entry(12, "gif", "screen.code", "source code, printed in DejaVu Sans Mono"),
    Entry(13, "png", "screen.settings", "a screenshot, light theme: a settings window at 96 dpi"),
    Entry(14, "png", "screen.log", "a screenshot, dark theme: a coloured log in a terminal at 96 dpi"),
    Entry(15, "jpg", "worn.low_contrast", "low contrast: a faded carbon copy"),
    Entry(16, "bmp", "screen.slide", "light on dark: a slide, 8 bit"),
    Entry(17, "jpg", "worn.uneven_light", "uneven light: a page photographed under a lamp, in colour", 70),
    Entry(18, "jpg", "worn.gaussian", "Gaussian noise: a grainy photo of a label", 60),
    Entry(19, "gif", "worn.speckled", "salt and pepper noise: a dirty fax, 2 % of the pixels"),
    Entry(20, "jpg", "worn.blurred", "blur: a page out of focus", 75),
    Entry(21, "jpg", "worn.artefacts", "JPEG artefacts: saved at quality 5", 5),
    Entry(22, "png", "worn.skewed_3", "skew of 3°"),
    Entry(23, "jpg", "worn.skewed_12", "skew of 12°", 70),
    Entry(24, "gif", "worn.turned_90", "turned by 90°, against the clock"),
    Entry(25, "bmp", "worn.turned_180", "turned by 180°, 1 bit"),
    Entry(26, "png", "hand.shopping", "handwriting-like: a shopping list in Breip"),
    Entry(27, "jpg", "hand.postcard", "handwriting-like: a postcard in Because We Learn (bwht)"),
    Entry(28, "gif", "hand.diary", "handwriting-like: a diary in Femke Klaver"),
    Entry(29, "bmp", "hand.memo", "handwriting-like: a note on ruled paper in dkg handwriting, 8 bit"),
    Entry(30, "png", "captchas.digits", "CAPTCHA: digits"),
    Entry(31, "jpg", "captchas.capitals", "CAPTCHA: capitals", 85),
    Entry(32, "bmp", "captchas.gentle", "CAPTCHA: small letters, gently bent, 8 bit"),
    Entry(33, "gif", "captchas.mixed", "CAPTCHA: letters and digits in three faces"),
    Entry(34, "png", "long.register", "a long page: the register of a museum's store"),
    Entry(35, "bmp", "screen.readings", "digits only: meter readings, 8 bit"),
    Entry(36, "jpg", "landscape.hills", "no text at all: a drawing of hills", 75),
    Entry(37, "jpg", "worn.invoice", "a bit of everything: an invoice as scanned, slightly skewed and grainy", 60),
]
