"""CAPTCHAs by the captcha package, whose dice are exchanged for seeded ones."""

import random
from unittest.mock import patch

from captcha import image as captcha
from PIL import Image

from draw import fonts
from draw.page import Sheet


class _Dice:
    """The three functions of `secrets` that the package calls."""

    def __init__(self, seed: int) -> None:
        source = random.Random(seed)
        self.randbelow = source.randrange
        self.randbits = source.getrandbits
        self.choice = source.choice


class _Captcha(captcha.ImageCaptcha):
    """Draws with our faces. (The property loads its own with whatever layout engine the machine has.)"""

    def __init__(self, width: int, height: int, faces: list[str], sizes: tuple[int, ...]) -> None:
        super().__init__(width, height)
        self._truefonts = [fonts.load(face, size) for face in faces for size in sizes]


class _Gentle(_Captcha):
    character_rotate = (-12, 12)
    character_warp_dx = (0.05, 0.1)
    character_warp_dy = (0.05, 0.1)
    word_offset_dx = 0.05


def _draw(maker: _Captcha, text: str, seed: int) -> Image.Image:
    with patch.object(captcha, "secrets", _Dice(seed)):
        return maker.generate_image(text)


def digits() -> Sheet:
    return Sheet(_draw(_Captcha(160, 60, ["dejavu"], (42, 50, 56)), "7305", 30), "7305\n")


def capitals() -> Sheet:
    return Sheet(_draw(_Captcha(260, 90, ["dejavu bold"], (54, 60)), "KRWTH", 31), "KRWTH\n")


def gentle() -> Sheet:
    return Sheet(_draw(_Gentle(240, 80, ["dejavu"], (40, 44)), "marble", 32).convert("L"), "marble\n")


def mixed() -> Sheet:
    image = _draw(_Captcha(280, 90, ["sans bold", "dejavu serif", "mono"], (50, 58, 64)), "a9Xe4P", 33)
    return Sheet(image.quantize(128, dither=Image.Dither.NONE), "a9Xe4P\n")
