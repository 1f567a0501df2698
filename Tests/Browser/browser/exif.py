"""JPEG files as cameras write them that were held on their side."""

import struct

ORIENTATION, SHORT = 0x0112, 3


def turned(jpeg: bytes, orientation: int) -> bytes:
    """The same pixels with this orientation (Exif 2.32, 4.6.4), 6: to be shown a quarter clockwise."""
    if not jpeg.startswith(b"\xff\xd8"):
        raise ValueError("not a JPEG file")
    directory = struct.pack("<HHHIHHI", 1, ORIENTATION, SHORT, 1, orientation, 0, 0)
    segment = b"Exif\0\0" + b"II*\0" + struct.pack("<I", 8) + directory
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + jpeg[2:]
