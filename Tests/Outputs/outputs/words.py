"""The words of an output beside those of its job."""

from collections.abc import Iterator, Sequence

from outputs.client import Job

Placed = tuple[str, tuple[int, ...]]
"""A text, and its box: left, top, right, bottom."""


def differences(job: Job, found: Sequence[Placed]) -> Iterator[str]:
    """At most one: the first."""
    expected = [(word.text, word.box) for word in job.words]
    for number, (one, other) in enumerate(zip(expected, found), 1):
        if one != other:
            yield f"word {number} is {other}, the job's {one}"
            return
    if len(expected) != len(found):
        yield f"{len(found)} words, the job has {len(expected)}"


def letters(text: str) -> str:
    """What is left when layout and punctuation are taken away."""
    return "".join(character for character in text if character.isalnum())
