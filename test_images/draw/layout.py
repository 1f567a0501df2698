"""Pages whose reading order is the question: columns, tables, a receipt, a form."""

from draw.effects import bilevel, contrast, gaussian_noise, greys, skew
from draw.page import Page, Sheet

Field = tuple[float, float, str, str]
"""Where a box begins and ends, as shares of the width; its label; what is entered."""


def _columns(page: Page, texts: list[list[str]], gutter: float, headed: bool) -> None:
    """Sets each list of paragraphs in a column of its own, from the line reached to wherever it ends."""
    top, left, right = page.y, page.left, page.right
    width = (right - left - gutter * (len(texts) - 1)) / len(texts)
    bottom = top
    for column, paragraphs in enumerate(texts):
        page.y, page.left = top, left + column * (width + gutter)
        page.right = page.left + width
        for number, text in enumerate(paragraphs):
            page.gap(0.5)
            page.line(text) if headed and number == 0 else page.paragraph(text)
        bottom = max(bottom, page.y)
    page.y, page.left, page.right = bottom, left, right


def two_columns() -> Sheet:
    page = Page(1654, 1900)
    page.left, page.right = 130, 1524
    page.face("serif bold", 24)
    page.line("The Hedge and Ditch", "centre")
    page.face("serif italic", 11)
    page.line("Newsletter of the Penmoor Walking Club, spring 2023", "centre")
    page.rule(0.7)
    page.face("serif", 11)
    page.gap(0.8)
    _columns(page, _NEWSLETTER, 70, headed=False)
    page.cut()
    return page.sheet(greys(page.image))


_NEWSLETTER = [
    [
        "The winter walks were the best attended for years. Thirty-one of us set out on Boxing Day for the long round "
        "by Gallow Hill, and thirty came back the same evening. The other had met a cousin at the inn and was brought "
        "home by tractor on the following morning, none the worse.",
        "The path along the mill stream is open again. The council has laid forty metres of boards over the worst of "
        "the mud, and our own working party cut back the brambles on both sides. Please tell Margaret if you see a "
        "board that has come loose.",
        "Subscriptions are due on the first of April and stay at eight pounds. Families pay fifteen. Those who joined "
        "after Christmas have already paid for the year.",
    ],
    [
        "Our summer outing will be to the coast at Saltby. The coach leaves the market square at 8.15 and will not "
        "wait. There are two walks: one of eleven miles over the cliffs for those with good boots, and one of four "
        "miles along the harbour for those with good sense.",
        "Lost on the February walk: one brown glove, left hand, of great age and greater sentimental value. Found on "
        "the same walk: a tin of peppermints, since eaten.",
        "Wanted: someone to lead the Wednesday group while Peter's knee is mended. You need a map, a whistle and a "
        "little patience. The pace is two miles an hour and there is always cake.",
    ],
]


def three_columns() -> Sheet:
    page = Page(1654, 1500)
    page.left, page.right = 100, 1554
    page.face("dejavu serif", 26)
    page.line("Vale Courier", "centre")
    page.rule(0.5, 4)
    page.face("serif", 10)
    page.gap(1.2)
    _columns(page, _PAPER, 55, headed=True)
    page.cut()
    return page.sheet(greys(page.image))


_PAPER = [
    [
        "Bridge to close",
        "The old bridge at Tarn Ford will be closed to lorries from the first of June. Engineers found a crack as long "
        "as a man's arm under the middle arch. Cars may still cross one at a time, at walking pace.",
        "A temporary crossing will be built half a mile upstream. The work should take five months, the county says, "
        "if the river stays low.",
        "Farmers on the north side fear for the harvest. The way round by Coldwell adds nineteen miles to every load.",
    ],
    [
        "Baker wins again",
        "For the third year running the prize for the best rye loaf has gone to Ines Hallam of Church Street. Her "
        "secret, she told us, is to do nothing at all for eighteen hours.",
        "The judges praised the crust, which sang when it was pressed, and an even crumb with a smell of hazelnuts. "
        "Second came the school kitchen in Overton.",
        "There were sixty-two loaves in all. What the judges left was eaten by the brass band.",
    ],
    [
        "Owls in the tower",
        "A pair of barn owls has moved into the clock tower, and the clock has been stopped so that they are not "
        "disturbed. It will stand at ten past four until the young have flown.",
        "The verger has put up a notice with the right time, which he changes by hand on the hour when he remembers "
        "to.",
        "Visitors are asked to keep away from the north door after dusk and to leave their dogs at home.",
    ],
]


def timetable() -> Sheet:
    page = Page(1500, 1100)
    page.left, page.right = 90, 1410
    page.face("sans bold", 14)
    page.line("Bus 42: Harbour to Moor Top, Monday to Friday")
    page.face("sans", 11, 1.75)
    page.gap(0.4)
    top = page.y + page.step * 0.35
    for stop, *times in _STOPS:
        page.row((0.012, stop), *((0.41 + 0.124 * column, time) for column, time in enumerate(times)))
        page.rule(0.35)
    bottom = round(page.y + page.step * 0.35)
    page.draw.rectangle((page.left, round(top), page.right, bottom), outline=0, width=3)
    for column in range(5):
        x = round(page.left + (0.38 + 0.124 * column) * (page.right - page.left))
        page.draw.line((x, round(top), x, bottom), 0, 2)
    page.face("sans", 9)
    page.gap(0.8)
    page.line("No buses on public holidays. Bicycles are carried where there is room.")
    page.cut()
    return page.sheet(bilevel(page.image))


_STOPS = [
    ("Harbour, pier 3", "6.10", "7.25", "9.40", "13.05", "17.30"),
    ("Fish Market", "6.14", "7.30", "9.45", "13.10", "17.36"),
    ("Town Hall", "6.21", "7.39", "9.52", "13.17", "17.45"),
    ("Railway Station", "6.26", "7.46", "9.58", "13.23", "17.52"),
    ("Hospital", "6.33", "7.55", "10.06", "13.31", "18.01"),
    ("Brick Works", "6.41", "8.04", "10.14", "13.39", "18.10"),
    ("Lower Moor", "6.50", "8.14", "10.23", "13.48", "18.20"),
    ("Moor Top", "6.58", "8.22", "10.31", "13.56", "18.28"),
]


def receipt() -> Sheet:
    page = Page(640, 1500, paper=248, ink=55)
    page.left, page.right = 50, 590
    page.face("dejavu mono", 12)
    page.line("GREENGATE GROCERS", "centre")
    page.face("dejavu mono", 8.5, 1.4)
    page.line("22 Mill Road, Ashby", "centre")
    page.line("Tel 01632 960 731", "centre")
    page.gap(0.8)
    page.row((0, "03/05/2024 16:42"), (-1, "Till 2"))
    page.rule(0.5)
    page.gap(0.4)
    for item, price in _ITEMS:
        page.row((0, item), (-1, price))
    page.rule(0.5)
    page.gap(0.4)
    for label, amount in [("SUBTOTAL", "22.03"), ("DISCOUNT 5%", "-1.10"), ("TOTAL", "20.93")]:
        page.row((0, label), (-1, amount))
    page.gap(0.6)
    for label, amount in [("CASH", "25.00"), ("CHANGE", "4.07")]:
        page.row((0, label), (-1, amount))
    page.gap(1)
    page.line("Thank you and come again", "centre")
    page.cut(3)
    return page.sheet(gaussian_noise(skew(page.image, -0.6, 248), 5, seed=10))


_ITEMS = [
    ("Milk 2 l", "1.95"),
    ("Brown bread", "2.40"),
    ("Eggs x12", "3.25"),
    ("Cheddar 400 g", "4.60"),
    ("Tomatoes 0.8 kg", "2.24"),
    ("Apples 1.2 kg", "2.64"),
    ("Ground coffee", "4.15"),
    ("Paper bag", "0.80"),
]


def form() -> Sheet:
    page = Page(1654, 1500)
    page.left, page.right = 130, 1524
    page.face("sans bold", 16)
    page.line("Application for a reader's ticket")
    page.face("sans", 10)
    page.line("Please write clearly. Fields marked * must be filled in.")
    page.gap(0.6)
    for fields in _FIELDS:
        _boxes(page, fields)
    page.gap(1.2)
    page.face("sans", 10)
    page.paragraph(
        "I have read the rules of the library and will keep to them. I know that books on loan can be called back at "
        "any time."
    )
    page.gap(2)
    page.row((0.02, "Signature"), (0.6, "Date"))
    page.draw.line((330, page.y, 900, page.y), 0, 2)
    page.draw.line((1080, page.y, 1500, page.y), 0, 2)
    page.cut()
    return page.sheet(greys(contrast(page.image, 20, 255)))


def _boxes(page: Page, fields: list[Field]) -> None:
    """Boxes side by side, each with its label above and its entry inside; first the labels, then the entries."""
    span = page.right - page.left
    page.face("sans", 9)
    page.gap(0.7)
    page.row(*((start, label) for start, _, label, _ in fields))
    page.face("typewriter", 12, 1.7)
    page.row(*((start + 0.015, entry) for start, _, _, entry in fields))
    for start, end, _, _ in fields:
        box = (page.left + start * span, page.y - page.step * 0.72, page.left + end * span, page.y + page.step * 0.4)
        page.draw.rectangle([round(edge) for edge in box], outline=0, width=2)


_FIELDS: list[list[Field]] = [
    [(0, 0.48, "Family name *", "Okafor"), (0.52, 1, "First names *", "Lydia Grace")],
    [(0, 0.3, "Date of birth *", "14 June 1987"), (0.34, 1, "Occupation", "Marine surveyor")],
    [(0, 1, "Address *", "Flat 5, 31 Rope Walk, Eastport")],
    [(0, 0.3, "Postcode *", "EP4 7TD"), (0.34, 0.64, "Telephone", "01632 960 255"), (0.68, 1, "Ticket", "R 20418")],
    [(0, 1, "Purpose of your visit", "Charts of the estuary before 1900")],
]
