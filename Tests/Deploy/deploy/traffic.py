"""Requests to a service, one after the other, until it is enough."""

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

TYPES = {".jpg": "image/jpeg", ".png": "image/png"}
BROKEN = 400
"""Bytes: a PNG's header, and no whole image."""


@contextmanager
def flowing(url: str, images: Path) -> Iterator[None]:
    """New images, the same again, which is cached, and a broken one, which fails."""
    end = threading.Event()
    thread = threading.Thread(target=_send, args=(url, images, end))
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join()


def _send(url: str, images: Path, end: threading.Event) -> None:
    jpeg, png = (images / name for name in ("2_test.jpg", "4_test.png"))
    for number in count():
        if end.is_set():
            return
        # A comment after the end of a JPEG makes it another image, for the cache.
        fresh = jpeg.read_bytes() + f"{number}".encode()
        for body, kind in ((fresh, jpeg.suffix), (fresh, jpeg.suffix), (_cut(png, number), png.suffix)):
            request = urllib.request.Request(f"{url}/extract-text", body, {"Content-Type": TYPES[kind]})
            try:
                urllib.request.urlopen(request, timeout=60).close()
            except urllib.error.HTTPError as error:
                error.close()


def _cut(png: Path, number: int) -> bytes:
    """Another one each time: a failure is not made twice for one image that is under way."""
    return png.read_bytes()[: BROKEN + number % 100]
