"""GIF files of several frames, made of samples without any library."""

HEADER = 13
PALETTE_FOLLOWS, PALETTE_SIZE = 0x80, 0x07
TRAILER = b";"


def repeated(gif: bytes) -> bytes:
    """The same with each of its frames once more."""
    if not gif.startswith(b"GIF8") or not gif.endswith(TRAILER):
        raise ValueError("not a GIF file as the samples have them")
    flags = gif[10]
    start = HEADER + (3 * 2 ** ((flags & PALETTE_SIZE) + 1) if flags & PALETTE_FOLLOWS else 0)
    frames = gif[start:-1]
    return gif[:start] + frames + frames + TRAILER
