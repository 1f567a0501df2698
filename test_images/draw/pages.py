"""Clean printed pages: body text, small print, large print, several faces."""

from draw.effects import bilevel, greys
from draw.page import Page, Sheet


def letter() -> Sheet:
    page = Page(1654, 2339)
    page.left, page.right = 200, 1454
    page.face("serif bold", 15)
    page.line("Harrow & Pell, Piano Tuners")
    page.face("serif", 9)
    page.line("14 Quayside Lane, Milford Cross · Telephone 01632 960 482")
    page.rule(0.6, 3)
    page.face("serif", 11)
    page.gap(3)
    for line in ["Mrs A. Whitcombe", "The Old Chapel", "Upper Sedgeley", "", "9 March 2024", "", "Dear Mrs Whitcombe,"]:
        page.line(line) if line else page.gap(1)
    for text in _LETTER:
        page.gap()
        page.paragraph(text)
    page.gap(1.5)
    page.line("Yours sincerely,")
    page.gap(2.5)
    page.line("Jonathan Pell")
    page.line("Workshop manager")
    return page.sheet(greys(page.image))


_LETTER = [
    "Thank you for letting us look at the upright in your music room last Tuesday. As you had guessed, the damp of the "
    "winter has done it no good: eleven of the hammers stick, two strings in the bass have rusted through, and the "
    "whole instrument stands almost a semitone flat.",
    "The good news is that the soundboard is sound. We found no cracks, and the pins still hold. We propose to clean "
    "the action, to replace the two strings and a set of felts, and to raise the pitch in two visits about three weeks "
    "apart, so that the frame is not strained.",
    "Our price for the work is £385, which includes both visits and the parts. If you would like us to fit a humidity "
    "control at the same time, please add £140. We could begin on Monday 25 March and would need the room for most of "
    "that day.",
    "Until then, keep the lid closed, and move the bowl of water away from the radiator. It does more harm than good.",
]


def notice() -> Sheet:
    page = Page(1165, 1654)
    page.face("dejavu bold", 20)
    page.gap(1)
    page.line("Water off on Thursday", "centre")
    page.face("dejavu", 12)
    for text in _NOTICE:
        page.gap()
        page.paragraph(text)
    page.gap()
    page.face("dejavu bold", 12)
    page.line("Emergencies: 01632 960 117", "centre")
    return page.sheet()


_NOTICE = [
    "The main in Tannery Street will be replaced on Thursday 17 October. There will be no water in numbers 2 to 48 "
    "between 9 in the morning and about 3 in the afternoon.",
    "Please fill a kettle and a bucket the evening before. When the water comes back it may look cloudy for a few "
    "minutes: let the cold tap in the kitchen run until it is clear, and wait with the washing machine.",
    "Anyone who needs water for a medical reason can ask us to bring some. Call by noon on Wednesday.",
]


def book() -> Sheet:
    page = Page(1240, 1748, dpi=300)
    page.left, page.right = 130, 1110
    page.face("garamond italic", 9)
    page.line("The Lamp at Corran Point", "centre")
    page.face("garamond", 11)
    page.gap(0.8)
    for text in _BOOK:
        page.paragraph(text)
    page.gap(0.5)
    page.line("87", "centre")
    return page.sheet(bilevel(page.image))


_BOOK = [
    "By the time the boat had rounded the point, the wind had gone into the west and the sea stood up in short grey "
    "steps. Nobody spoke. Old Marrick sat in the stern with the tiller under his arm and counted the waves, as he had "
    "counted them every winter for forty years.",
    "“There is one more behind the skerry,” he said at last, “and after it we turn.” Ellen looked back. The lamp had "
    "been lit, though it was not yet four o’clock, and its beam went over them without touching the water. She thought "
    "of her brother, who would be standing at the window with the glass in his hand, and of the letter that she had "
    "left unopened on the table.",
    "The wave came. It lifted them slowly, almost kindly, and from its top she saw the whole of the bay: the white "
    "houses, the church with its broken roof, the long wall that her grandfather had built and that the sea had never "
    "quite managed to take.",
]


def terms() -> Sheet:
    page = Page(1240, 1300)
    page.left, page.right = 90, 1150
    page.face("sans bold", 8)
    page.line("Terms of hire")
    page.face("sans", 6.5)
    for number, text in enumerate(_TERMS, 1):
        page.gap(0.4)
        page.paragraph(f"{number}. {text}")
    page.cut()
    return page.sheet(greys(page.image))


_TERMS = [
    "The hirer must be at least 21 years old and have held a full licence for no less than two years. The licence is "
    "shown when the van is collected; a copy on a telephone is not enough.",
    "The day of hire runs from 8.00 to 8.00. A van that is returned up to one hour late is charged at £12; after that "
    "a further day is due. Keys may be left in the box at night, but the hire ends only when the office next opens.",
    "A deposit of £250 is held on the hirer's card and released within five working days of the return, less the price "
    "of missing fuel, of cleaning where it is needed, and of damage up to the amount of the excess.",
    "The excess is £750 for each event. It may be lowered to £150 for £9.50 a day. Tyres, glass, the roof and the "
    "underside are not covered by the lower excess, nor is the load.",
    "The van may not be taken abroad, used to tow, driven on unmade roads, or lent to anyone who is not named on the "
    "agreement. Smoking in the cab costs £80.",
    "Charges for parking, tolls and speeding are passed on with £25 for our work. We answer the authority that asks "
    "with the name and address of the hirer.",
    "Should the van break down, call the number on the key ring. Repairs over £40 need our consent. Where the fault is "
    "ours, we bring another van within four hours or give the day's hire back.",
]


def poster() -> Sheet:
    page = Page(1240, 1240, dpi=100)
    page.gap(3)
    for face, points, text in [
        ("lato bold", 84, "SUMMER"),
        ("lato bold", 84, "CONCERT"),
        ("lato", 44, "in the castle garden"),
        ("dejavu serif", 40, "Saturday 6 July"),
        ("dejavu serif", 40, "7.30 pm"),
        ("lato", 30, "Bring a blanket and a friend"),
    ]:
        page.face(face, points, 1.4)
        page.line(text, "centre")
    return page.sheet(greys(page.image))


def specimen() -> Sheet:
    page = Page(1400, 1700)
    page.left, page.right = 100, 1300
    for face, title, text in _SPECIMEN:
        page.face("sans bold", 9)
        page.gap(0.8)
        page.line(title)
        page.face(face, 12)
        page.paragraph(text)
    page.cut()
    return page.sheet(greys(page.image))


_SPECIMEN = [
    ("serif", "Liberation Serif", "Six grey wagons crossed the bridge just before dawn, and the miller waved."),
    ("sans", "Liberation Sans", "Bread is 2.40 a loaf, rolls are 55 each, and the oven is cold by half past ten."),
    (
        "narrow",
        "Liberation Sans Narrow",
        "Queue here for the exhibition; tickets that were bought online need no stamp.",
    ),
    ("mono", "Liberation Mono", "Set the dial to 7, wait for two clicks, then turn it back to zero."),
    ("garamond", "EB Garamond", "Vines climb the south wall of the judge’s house as far as the second window."),
    ("garamond italic", "EB Garamond Italic", "No one had ever seen the river quite so low, nor the fields so yellow."),
    ("lato light", "Lato Light", "Our next train to Kingsbury calls at every station and takes forty minutes."),
    ("typewriter", "Courier Prime", "The witness said that she had heard the bell ring twice."),
]
