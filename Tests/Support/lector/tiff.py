"""TIFF files, made of samples without any library."""

import struct

SHORT, LONG, RATIONAL = 3, 4, 5
WIDTH, HEIGHT, DEPTH, COMPRESSION, PHOTOMETRIC = 256, 257, 258, 259, 262
OFFSET, SAMPLES, ROWS, BYTES, ACROSS, DOWN, UNIT = 273, 277, 278, 279, 282, 283, 296
NONE, BLACK_IS_ZERO, INCH = 1, 1, 2

Field = tuple[int, int, int]
"""Tag, type, value."""


def tiff(*bitmaps: bytes, resolution: int | None = None) -> bytes:
    """One page for each 8-bit BMP file, grey, not packed. `resolution` is in dots an inch."""
    made = bytearray(struct.pack("<2sHI", b"II", 42, 0))
    link = 4
    """Where the place of the next page is to be written."""
    for bitmap in bitmaps:
        width, height, pixels = _grey(bitmap)
        fields: list[Field] = [
            (WIDTH, LONG, width),
            (HEIGHT, LONG, height),
            (DEPTH, SHORT, 8),
            (COMPRESSION, SHORT, NONE),
            (PHOTOMETRIC, SHORT, BLACK_IS_ZERO),
            (OFFSET, LONG, len(made)),
            (SAMPLES, SHORT, 1),
            (ROWS, LONG, height),
            (BYTES, LONG, len(pixels)),
        ]
        made += pixels + bytes(len(pixels) % 2)
        if resolution is not None:
            fields += [(ACROSS, RATIONAL, len(made)), (DOWN, RATIONAL, len(made)), (UNIT, SHORT, INCH)]
            made += struct.pack("<II", resolution, 1)
        struct.pack_into("<I", made, link, len(made))
        made += struct.pack("<H", len(fields))
        made += b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in fields)
        link = len(made)
        made += bytes(4)
    return bytes(made)


def _grey(bitmap: bytes) -> tuple[int, int, bytes]:
    """Width, height, and a byte a pixel from the top. Palettes of BMP files are blue, green, red, nothing."""
    start, header, width, height, _, depth, packed = struct.unpack_from("<IIiiHHI", bitmap, 10)
    if (depth, packed) != (8, 0) or height < 0:
        raise ValueError("not an 8-bit BMP file as the samples have them")
    greys = bytes(bitmap[14 + header : start : 4]).ljust(256, b"\0")
    stride = (width + 3) // 4 * 4
    rows = (bitmap[start + row * stride :][:width] for row in reversed(range(height)))
    return width, height, b"".join(rows).translate(greys)
