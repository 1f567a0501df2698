"""The faces used, each with the Debian package that brings it, and how they are loaded."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from PIL import ImageFont

ROOT = Path("/usr/share/fonts")


class Face(NamedTuple):
    package: str
    file: str


FACES = {
    "serif": Face("fonts-liberation", "truetype/liberation/LiberationSerif-Regular.ttf"),
    "serif bold": Face("fonts-liberation", "truetype/liberation/LiberationSerif-Bold.ttf"),
    "serif italic": Face("fonts-liberation", "truetype/liberation/LiberationSerif-Italic.ttf"),
    "sans": Face("fonts-liberation", "truetype/liberation/LiberationSans-Regular.ttf"),
    "sans bold": Face("fonts-liberation", "truetype/liberation/LiberationSans-Bold.ttf"),
    "narrow": Face("fonts-liberation", "truetype/liberation/LiberationSansNarrow-Regular.ttf"),
    "mono": Face("fonts-liberation", "truetype/liberation/LiberationMono-Regular.ttf"),
    "dejavu": Face("fonts-dejavu-core", "truetype/dejavu/DejaVuSans.ttf"),
    "dejavu bold": Face("fonts-dejavu-core", "truetype/dejavu/DejaVuSans-Bold.ttf"),
    "dejavu serif": Face("fonts-dejavu-core", "truetype/dejavu/DejaVuSerif.ttf"),
    "dejavu mono": Face("fonts-dejavu-core", "truetype/dejavu/DejaVuSansMono.ttf"),
    "garamond": Face("fonts-ebgaramond", "opentype/ebgaramond/EBGaramond12-Regular.otf"),
    "garamond italic": Face("fonts-ebgaramond", "opentype/ebgaramond/EBGaramond12-Italic.otf"),
    "lato": Face("fonts-lato", "truetype/lato/Lato-Regular.ttf"),
    "lato bold": Face("fonts-lato", "truetype/lato/Lato-Bold.ttf"),
    "lato light": Face("fonts-lato", "truetype/lato/Lato-Light.ttf"),
    "typewriter": Face("fonts-courier-prime", "opentype/courier-prime/Courier Prime.otf"),
    "breip": Face("fonts-breip", "truetype/breip/Breip.ttf"),
    "bwht": Face("fonts-bwht", "opentype/bwht/BecauseWeLearn-Regular.otf"),
    "femkeklaver": Face("fonts-femkeklaver", "truetype/femkeklaver/femkeklaver.ttf"),
    "dkg": Face("fonts-dkg-handwriting", "truetype/fifthhorseman/dkg.ttf"),
}


@cache
def load(name: str, pixels: int) -> ImageFont.FreeTypeFont:
    """The basic layout is asked for because the other one needs a library that not every machine has."""
    return ImageFont.truetype(ROOT / FACES[name].file, pixels, layout_engine=ImageFont.Layout.BASIC)


def missing() -> dict[str, list[str]]:
    """Font files that are not there, by the package to install."""
    absent: dict[str, list[str]] = {}
    for face in FACES.values():
        if not (ROOT / face.file).exists():
            absent.setdefault(face.package, []).append(str(ROOT / face.file))
    return absent
