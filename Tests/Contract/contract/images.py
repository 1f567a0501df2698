"""What is sent as an image: samples and what is quicker to read, as it is and damaged."""

from hypothesis import strategies as st

from contract.paths import TEST_IMAGES

_HI = ("10001011111", "10001000100", "10001000100", "11111000100", "10001000100", "10001000100", "10001011111")


def _drawn(rows: tuple[str, ...], scale: int = 5) -> bytes:
    """As a PBM, each digit a square of pixels, with white around."""
    width = (len(rows[0]) + 4) * scale
    blank = ["0" * width] * 2 * scale
    lines = [f"00{row}00" for row in rows for _ in range(scale)]
    pixels = blank + ["".join(digit * scale for digit in line) for line in lines] + blank
    return f"P1 {width} {len(pixels)}\n{chr(10).join(pixels)}\n".encode()


_QUICK = (_drawn(_HI), b"P2 2 2 255 0 255 255 0", b"P5 2 2 255 \x00\xff\xff\x00")
_SAMPLES = tuple((TEST_IMAGES / name).read_bytes() for name in ("13_test.png", "21_test.jpg", "33_test.gif"))


def whole() -> st.SearchStrategy[bytes]:
    """Mostly quick ones: requests are to be many."""
    return st.sampled_from(_QUICK * 4 + _SAMPLES)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Cut off, or with some bytes replaced."""
    image = draw(st.sampled_from(_QUICK + _SAMPLES))
    if draw(st.booleans()):
        return image[: draw(st.integers(0, len(image) - 1))]
    changed = bytearray(image)
    for place in draw(st.lists(st.integers(0, len(image) - 1), min_size=1, max_size=8)):
        changed[place] = draw(st.integers(0, 255))
    return bytes(changed)


def any_bytes() -> st.SearchStrategy[bytes]:
    return st.binary(max_size=200)
