"""docs/accuracy.md: prose by hand, and results between two comments each."""

from accuracy.paths import DOCUMENT


class DocumentError(Exception):
    """It lacks a place. The text is for the user."""


def check_place(name: str) -> None:
    """Before anything is measured that could not be written."""
    _parted(name)


def write(name: str, lines: list[str]) -> None:
    before, after = _parted(name)
    DOCUMENT.write_text("\n".join([before, *lines, after]), encoding="utf-8")


def _parted(name: str) -> tuple[str, str]:
    """All up to the first comment, and all from the second on."""
    first, second = f"<!-- {name} -->", f"<!-- /{name} -->"
    text = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else ""
    before, found, rest = text.partition(first)
    _, closed, after = rest.partition(second)
    if not found or not closed:
        raise DocumentError(f"{DOCUMENT} has no place for this: {first} and {second}")
    return before + first, second + after
