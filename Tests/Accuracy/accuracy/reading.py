"""What was read of an image."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Word(NamedTuple):
    text: str
    confidence: float


@dataclass(frozen=True)
class Reading:
    text: str = ""
    seconds: float = 0
    confidence: float = 0
    words: list[Word] = field(default_factory=list)
    failure: str = ""
    """Why it was not read. Its text is empty then, and counts as that."""

    @staticmethod
    def words_of(answer: dict[str, Any]) -> list[Word]:
        return [Word(word["text"], word["confidence"]) for word in answer.get("words") or []]
