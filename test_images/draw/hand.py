"""Notes in faces made from somebody's hand, with words that do not quite keep to the line."""

import random

from draw.effects import contrast, greys, uneven_light
from draw.page import Page, Sheet


def _write(page: Page, text: str, dice: random.Random, wobble: float) -> None:
    """Like `Page.paragraph`, but each word sits a little higher or lower and the gaps differ."""
    for line in page.wrap(text):
        page.y += page.step
        x = page.left + dice.uniform(0, 3 * wobble)
        for word in line.split():
            page.put(x, page.y + dice.uniform(-wobble, wobble), word)
            x += page.font.getlength(word) + page.font.getlength(" ") * dice.uniform(0.9, 1.35)
        page.lines.append(line)


def shopping() -> Sheet:
    page = Page(900, 1200, paper=252, ink=40)
    dice = random.Random(26)
    page.face("breip", 22, 1.4)
    for line in [
        "For Saturday",
        "two loaves of bread",
        "butter and honey",
        "six large onions",
        "lamp oil",
        "stamps",
        "ask about the bicycle",
        "flowers for Nora",
    ]:
        _write(page, line, dice, 2.5)
    page.cut(1.5)
    return page.sheet(greys(page.image))


def postcard() -> Sheet:
    """The face has two kinds of capitals and no small letters, so capitals are what stands there."""
    page = Page(1180, 1000, paper=(250, 246, 236), ink=(34, 48, 110))
    page.face("bwht", 17, 1.5)
    page.right -= 60
    dice = random.Random(27)
    for text in _POSTCARD:
        _write(page, text.upper(), dice, 2)
    page.cut(1.5)
    return page.sheet()


_POSTCARD = [
    "Dear Tom,",
    "we have rain every morning and sun every afternoon, so we have learned to sleep late. Yesterday we walked to the "
    "lighthouse and back. The children found a crab and gave it your name.",
    "See you on Friday,",
    "Ruth",
]


def diary() -> Sheet:
    page = Page(1100, 900)
    page.face("femkeklaver", 15, 1.4)
    dice = random.Random(28)
    for text in _DIARY:
        _write(page, text, dice, 1.5)
    page.cut(1.5)
    return page.sheet(greys(page.image))


_DIARY = [
    "Monday. Cold and bright. The new clock came, and it ticks so loudly that father put it in the barn.",
    "Tuesday. Rain. Finished the red jumper and began the blue one. A letter from the bank, which can wait.",
    "Wednesday. The hens have stopped laying. Walked to the village and bought eggs.",
]


def memo() -> Sheet:
    page = Page(760, 500, dpi=110, paper=255, ink=30)
    page.left, page.right = 50, 720
    page.face("dkg", 19, 1.5)
    dice = random.Random(29)
    for number in range(1, 10):
        y = round(page.y + number * page.step + 5)
        page.draw.line((0, y, 760, y), 205, 1)
    for text in _MEMO:
        _write(page, text, dice, 1.2)
    page.cut(1.2)
    return page.sheet(uneven_light(contrast(page.image, 30, 250), 0.85))


_MEMO = [
    "Anna, the plumber called.",
    "He can come on Thursday at ten and needs someone to open the cellar. The key is with Mr Bright next door. Please "
    "leave 60 pounds on the shelf.",
    "Back at six, D.",
]
