"""One page as long as a scroll: a store's register, each entry put together by seeded dice."""

import random

from draw.effects import greys
from draw.page import Page, Sheet


def register() -> Sheet:
    page = Page(1000, 9000, dpi=150)
    page.left, page.right, page.y = 80, 920, 60
    page.face("serif bold", 15)
    page.line("Register of the reserve store, north wing")
    page.face("serif", 11)
    page.gap()
    page.paragraph(_PREFACE)
    dice = random.Random(34)
    for number in range(60):
        page.gap()
        page.paragraph(_entry(dice, 1001 + 7 * number))
    page.gap()
    page.line("End of the register", "centre")
    page.cut()
    return page.sheet(greys(page.image, 8))


_PREFACE = (
    "This register lists what was found in the store when it was cleared for the repair of the roof. Objects keep the "
    "number that is painted on them. Where nothing was painted, the number of the shelf was used."
)


def _entry(dice: random.Random, number: int) -> str:
    kind, stuff = dice.choice(_KINDS), dice.choice(_STUFFS)
    size = f"{dice.randint(4, 90)} by {dice.randint(3, 60)} cm"
    origin = f"{dice.choice(_ORIGINS)} in {dice.randint(1862, 1974)}"
    return f"{number}. {stuff} {kind}, {size}. {origin}. {dice.choice(_STATES)} {dice.choice(_PLACES)}"


_KINDS = [
    "box with a sliding lid",
    "weather vane",
    "bowl",
    "model of a fishing boat",
    "pair of candlesticks",
    "printing block",
    "door lock and key",
    "butter mould",
    "milk can",
    "toy horse",
    "pipe rack",
    "inkwell",
    "sign of a hatter",
]
_STUFFS = ["Oak", "Brass", "Painted tin", "Cast iron", "Walnut", "Glazed clay", "Copper", "Pewter"]
_ORIGINS = [
    "Given by the widow of the owner",
    "Bought at the Langley sale",
    "Found under the floor of the mill",
    "Left by a lodger",
    "Lent by the parish and never asked for",
    "Made by a pupil of the trade school",
]
_STATES = [
    "Whole and clean.",
    "One corner is chipped.",
    "Worm in the base, treated.",
    "Much worn, but complete.",
    "The handle is a later repair.",
    "Lacks its label.",
]
_PLACES = ["Now on shelf B.", "Now in drawer 12.", "Sent to the workshop.", "On show in room 4.", "Packed in crate 9."]
