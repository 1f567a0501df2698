"""The README's tables: each stands between two comments and is written by a program, the rest by hand."""

from catalogue import HERE

README = HERE / "README.md"


def with_table(name: str, lines: list[str]) -> str:
    """The README with `lines` in place of what stands between the two comments of that name."""
    start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    head, rest = README.read_text().split(start)
    tail = rest.split(end)[1]
    return head + start + "\n".join(lines) + "\n" + end + tail
