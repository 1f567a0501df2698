"""Markdown: a CommonMark parser finds the job's words, and no markup in them."""

from collections.abc import Iterator
from os.path import commonprefix

from markdown_it import MarkdownIt
from markdown_it.token import Token

from outputs.client import Job
from outputs.words import letters

INLINE = {"text", "text_special", "hardbreak", "softbreak"}
BLOCKS = {"heading", "paragraph", "bullet_list", "ordered_list", "list_item"}
BLOCKS |= {"table", "thead", "tbody", "tr", "th", "td"}
SEPARATOR = "<!-- -->"
"""Between two lists of the same kind."""


def complaints(body: bytes, job: Job) -> Iterator[str]:
    tokens = MarkdownIt("commonmark").enable("table").parse(body.decode())
    for token in tokens:
        if not _is_expected(token):
            yield f"unexpected {token.type}: {token.content[:80]!r}"
    found = "".join(letters(_text(token)) for token in tokens)
    expected = letters("".join(word.text for word in job.words))
    if found != expected:
        place = len(commonprefix([found, expected]))
        here, there = found[place : place + 20], expected[place : place + 20]
        yield f"after {expected[:place][-20:]!r} comes {here!r}, not {there!r}"
    breaks = sum(token.type == "hr" for token in tokens)
    if job.words and breaks != job.text.count("\f"):
        yield f"{breaks} rules between {job.text.count(chr(12)) + 1} pages"


def _is_expected(token: Token) -> bool:
    if token.type == "inline":
        return all(child.type in INLINE for child in token.children or [])
    if token.type == "html_block":
        return token.content.strip() == SEPARATOR
    return token.type in ("hr", "fence") or token.type.removesuffix("_open").removesuffix("_close") in BLOCKS


def _text(token: Token) -> str:
    """A list's numbers are part of the text."""
    if token.type == "inline":
        return "".join(child.content for child in token.children or [])
    if token.type == "fence":
        return token.content
    return token.info if token.type == "list_item_open" else ""
