"""Names of downloads."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from outputs.client import Answer

HEADER = re.compile(
    r"""attachment; filename="[ !#$&-\[\]-~]+"; """
    r"""filename\*=UTF-8''(?P<encoded>(?:[A-Za-z0-9._~!#$&+^`|-]|%[0-9A-F]{2})+)"""
)
"""What a browser cannot misread: RFC 6266, with a plain name for old clients."""

EXTENSIONS = {
    "json": ".json",
    "text": ".txt",
    "hocr": ".hocr",
    "alto": ".xml",
    "tsv": ".tsv",
    "pdf": ".pdf",
    "markdown": ".md",
}
TYPES = {
    "json": "application/json",
    "text": "text/plain",
    "hocr": "text/html",
    "alto": "application/xml",
    "tsv": "text/tab-separated-values",
    "pdf": "application/pdf",
    "markdown": "text/markdown",
}
HOSTILE = {
    'quo"te.png': 'quo"te',
    "line\r\nbreak: x.png": "line%0D%0Abreak_ x",
    "what? a*b|c.png": "what_ a_b_c",
    "../../etc/passwd": "passwd",
    "C:\\scans\\page.png": "page",
    "abc\u202egnp.exe": "abcgnp",
    "Größe 文書.jpeg": "Größe 文書",
    ".hidden": "hidden",
    "": "result",
}
"""File names, and what the downloads are called, without an extension."""


def complaints(answer: Answer, output: str, stem: str) -> Iterator[str]:
    """Of a name that a client sees, and of the type."""
    header = answer.headers.get("content-disposition", "")
    parts = HEADER.fullmatch(header)
    if parts is None:
        yield f"Content-Disposition is {header!r}"
    elif (name := unquote(parts["encoded"], errors="strict")) != stem + EXTENSIONS[output]:
        yield f"the download is called {name!r}, not {stem + EXTENSIONS[output]!r}"
    media_type = answer.headers.get("content-type", "")
    if media_type.split(";")[0] != TYPES[output]:
        yield f"the type is {media_type!r}"


def stem(filename: str) -> str:
    return PurePosixPath(filename).stem
