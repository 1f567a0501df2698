"""How far a reading is from the truth. Runs of white space count as one space; capitals and accents matter."""

from collections import Counter


def collapse(text: str) -> str:
    return " ".join(text.split())


def distance(first: str, second: str) -> int:
    """Levenshtein's distance, a whole column at a time in the bits of an integer (Myers 1999, as Hyyrö 2003 has it)."""
    if not first or not second:
        return len(first) + len(second)
    places: dict[str, int] = {}
    for index, character in enumerate(first):
        places[character] = places.get(character, 0) | 1 << index
    full, last = (1 << len(first)) - 1, 1 << len(first) - 1
    up, down, result = full, 0, len(first)
    for character in second:
        match = places.get(character, 0)
        diagonal = (((match & up) + up) ^ up) | match | down
        right_up = down | ~(diagonal | up)
        right_down = up & diagonal
        result += bool(right_up & last) - bool(right_down & last)
        right_up = right_up << 1 | 1
        up = (right_down << 1 | ~(diagonal | right_up)) & full
        down = diagonal & right_up & full
    return result


def error_rate(truth: str, read: str) -> float:
    """Edits for each character of the truth: 0 is perfect, and more than 1 is possible. An empty truth counts as one
    character: nothing read is 0, anything read its length."""
    truth, read = collapse(truth), collapse(read)
    return distance(truth, read) / max(1, len(truth))


def word_f1(truth: str, read: str) -> float:
    """Words found, in any order: the harmonic mean of how many were found and how many of the found are right."""
    expected, found = Counter(truth.split()), Counter(read.split())
    if not expected and not found:
        return 1.0
    return 2 * (expected & found).total() / (expected.total() + found.total())
