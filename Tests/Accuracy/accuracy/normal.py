"""What two texts must share to count as the same: neither typography nor line breaks do."""

import re
import unicodedata

_ALIKE = {
    "'": "\u2018\u2019\u201a\u201b\u2032`\u00b4",
    '"': "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
    "*": "\u2022\u25cf\u25e6\u2219\u00b7\u25aa\u25a0\u2756\u27a2",
    "...": "\u2026",
    # Rules of tables are often read so, and stand in the truth of some tables.
    "": "|",
}
_FOLDED = {ord(character): plain for plain, characters in _ALIKE.items() for character in characters}
_IDEOGRAPH = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Kana and Han: written without spaces, and each a word of its own here."""
_NO_SPACE = re.compile(rf"(?<=[{_IDEOGRAPH}\u3001\u3002]) (?=[{_IDEOGRAPH}\u3001\u3002])")
_WORD = re.compile(rf"[{_IDEOGRAPH}]|[^\s{_IDEOGRAPH}]+")


def normalised(text: str, any_case: bool = False, spaces: bool = True) -> str:
    # Before, because NFKC takes some apart (´ has a space then); after, because it makes some.
    text = unicodedata.normalize("NFKC", text.translate(_FOLDED)).translate(_FOLDED)
    text = _NO_SPACE.sub("", " ".join(text.split()))
    text = text if spaces else text.replace(" ", "")
    return text.casefold() if any_case else text


def words(text: str) -> list[str]:
    """Of a normalised text."""
    return _WORD.findall(text)
