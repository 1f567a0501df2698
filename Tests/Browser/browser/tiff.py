"""TIFF files, which browsers do not show, made of samples without any library."""

import struct

SHORT, LONG = 3, 4


def tiff(*bitmaps: bytes) -> bytes:
    """One page for each 8-bit BMP file, grey, not packed."""
    made = bytearray(b"II*\0\0\0\0\0")
    link = 4
    for bitmap in bitmaps:
        width, height, pixels = _grey(bitmap)
        start = len(made)
        made += pixels + bytes(len(pixels) % 2)
        struct.pack_into("<I", made, link, len(made))
        tags = [
            (256, LONG, width),
            (257, LONG, height),
            (258, SHORT, 8),
            (259, SHORT, 1),
            (262, SHORT, 1),
            (273, LONG, start),
            (277, SHORT, 1),
            (278, LONG, height),
            (279, LONG, len(pixels)),
        ]
        made += struct.pack("<H", len(tags))
        made += b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
        link = len(made)
        made += bytes(4)
    return bytes(made)


def _grey(bitmap: bytes) -> tuple[int, int, bytes]:
    """Width, height, and a byte a pixel from the top. Palettes of BMP files are blue, green, red, nothing."""
    start, header, width, height, _, bits, packed = struct.unpack("<IIiiHHI", bitmap[10:34])
    if (header, bits, packed) != (40, 8, 0) or height < 0:
        raise ValueError("not an 8-bit BMP file as the samples have them")
    blues = bytes(bitmap[14 + header + 4 * index] if 14 + header + 4 * index < start else 0 for index in range(256))
    stride = (width + 3) // 4 * 4
    rows = (bitmap[start + row * stride :][:width] for row in range(height))
    return width, height, b"".join(reversed([row.translate(blues) for row in rows]))
