"""Pages that went through something: bad light, bad copies, the wrong way round."""

from PIL import Image

from draw import effects
from draw.page import Page, Sheet


def low_contrast() -> Sheet:
    page = Page(1200, 900)
    page.face("typewriter", 12)
    for text in _COPY:
        page.gap()
        page.paragraph(text)
    page.cut()
    faded = effects.contrast(effects.blur(page.image, 0.8), 158, 198)
    return page.sheet(effects.gaussian_noise(faded, 4, seed=15))


_COPY = [
    "Minutes of the meeting held on 4 November 1961 in the upper room of the Crown.",
    "Seven members were present. The treasurer reported a balance of 41 pounds and six shillings, and was thanked.",
    "It was agreed to mend the roof of the boathouse before the winter, and to ask Mr Dunne for the loan of his "
    "ladder.",
]


def uneven_light() -> Sheet:
    page = Page(1240, 1300, paper=(250, 247, 240), ink=(38, 34, 32))
    page.face("serif bold", 16)
    page.line("Plum cake")
    page.face("serif", 12)
    for text in _RECIPE:
        page.gap(0.5)
        page.paragraph(text)
    page.cut()
    photo = effects.uneven_light(effects.blur(page.image, 0.9), 0.25)
    return page.sheet(effects.gaussian_noise(photo, 5, seed=17))


_RECIPE = [
    "For a tin of 26 cm you need 250 g of flour, 120 g of butter, 100 g of sugar, two eggs, a little milk, half a "
    "packet of baking powder and about a kilo of ripe plums.",
    "Stir the butter with the sugar until it is pale. Add the eggs one after the other, then the flour with the baking "
    "powder, and as much milk as the dough will take without running.",
    "Halve the plums, take out the stones, and set them in rings on the dough, cut side up. Press them in lightly.",
    "Bake for 45 minutes at 180 degrees. Sprinkle with cinnamon and sugar while the cake is hot. It is better on the "
    "second day, if there is one.",
]


def gaussian() -> Sheet:
    page = Page(1000, 700)
    page.face("sans bold", 16)
    page.line("Store in a cool, dry place")
    page.face("sans", 13)
    for text in _LABEL:
        page.gap(0.5)
        page.paragraph(text)
    page.cut()
    return page.sheet(effects.gaussian_noise(effects.contrast(page.image, 40, 220), 31, seed=18))


_LABEL = [
    "Batch 7741 C, packed on 12 August 2022. Use within 18 months. Close the lid firmly after each use.",
    "Keep away from children and animals. If the powder gets into the eyes, wash them with plenty of water and see a "
    "doctor. Do not pour what is left over into the drain.",
]


def speckled() -> Sheet:
    page = Page(1240, 800)
    page.face("sans bold", 14)
    page.line("FAX to the harbour office, 1 page")
    page.face("sans", 12)
    for text in _FAX:
        page.gap(0.5)
        page.paragraph(text)
    page.cut()
    return page.sheet(effects.bilevel(effects.salt_and_pepper(page.image, 0.02, seed=19)))


_FAX = [
    "The barge Marguerite will arrive on Sunday evening instead of Saturday. She draws 2.1 metres and carries 140 "
    "tonnes of gravel for the new quay.",
    "Please keep berth 6 free until Tuesday noon, and let us know whether the crane can be had on Monday from 7 "
    "o'clock. The skipper will call on channel 10.",
]


def blurred() -> Sheet:
    page = Page(1240, 900)
    page.face("dejavu serif", 12)
    for text in _CAMP:
        page.gap(0.5)
        page.paragraph(text)
    page.cut()
    return page.sheet(effects.blur(page.image, 3.5))


_CAMP = [
    "Camp rules. Lights go out at half past ten. Whoever is hungry after that may knock at the kitchen door once, but "
    "not twice.",
    "Nobody swims alone, and nobody swims before breakfast. The boats are counted every evening.",
    "Wet boots stay outside, whatever the weather and whoever is wearing them.",
]


def artefacts() -> Sheet:
    page = Page(640, 480, dpi=120, paper=(255, 255, 255), ink=(20, 20, 60))
    page.face("dejavu", 10)
    for text in _FORWARDED:
        page.gap(0.5)
        page.paragraph(text)
    page.cut()
    return Sheet(page.image, page.text())


_FORWARDED = [
    "This picture has been forwarded so often that every letter wears a halo. It began as a note about the school "
    "fair: cakes by eleven, games from noon, and the draw at four.",
    "Prizes are a basket of fruit, two tickets for the steam railway, and a hen. The hen may be exchanged for a "
    "voucher.",
]


def skewed_3() -> Sheet:
    page = Page(1200, 900)
    page.face("serif", 12)
    for text in _TOWER:
        page.gap(0.5)
        page.paragraph(text)
    page.cut()
    return page.sheet(effects.greys(effects.skew(page.image, 3, 255)))


_TOWER = [
    "The tower was begun in 1388 and leaned before it was finished. The masons put the upper floors on at an angle, to "
    "bring the top back over the base, and so it is bent as well as crooked.",
    "From the gallery, 211 steps up, you can see three counties on a clear day. The bell weighs four tonnes and is "
    "rung only at midsummer, because the tower moves when it swings.",
]


def skewed_12() -> Sheet:
    page = Page(1200, 900)
    page.face("sans", 12)
    for text in _SWING:
        page.gap(0.5)
        page.paragraph(text)
    page.cut()
    return page.sheet(effects.skew(page.image, -12, 255))


_SWING = [
    "How to hang a picture straight. Measure twice from the ceiling, mark once with a soft pencil, and ask someone who "
    "stands well back.",
    "Use two hooks rather than one. A cord that runs over two points cannot swing, and the frame will stay level when "
    "the door slams.",
]


def turned_90() -> Sheet:
    page = _full_page(_WEATHER, "dejavu serif")
    return page.sheet(effects.greys(page.image.transpose(Image.Transpose.ROTATE_90), 8))


_WEATHER = [
    "Weather for the coast and the islands. Fog in the morning, thick in places, clearing from the south by eleven. "
    "Winds light and changing, later from the west and fresh.",
    "The highest temperatures will be about 16 degrees by the sea and 21 inland. The night will be clear and cool, "
    "with a little frost in the valleys of the north.",
    "Outlook: two dry days, then rain. Farmers who have hay on the ground should bring it in by Thursday evening.",
]


def turned_180() -> Sheet:
    page = _full_page(_MANUAL, "sans")
    return page.sheet(effects.bilevel(page.image.transpose(Image.Transpose.ROTATE_180)))


_MANUAL = [
    "Before you switch on the pump for the first time, fill the housing with clean water and open the valve on the "
    "pressure side. Never let the pump run dry: the seals would be spoiled within a minute.",
    "Once a month, unscrew the filter, rinse it under the tap and grease the ring. If the pump hums but does not turn, "
    "switch it off at once and look for a stone in the wheel.",
    "In winter, drain the housing and keep the pump where it does not freeze. Store it upright.",
]


def _full_page(texts: list[str], face: str) -> Page:
    page = Page(1300, 1000)
    page.face(face, 12)
    for text in texts:
        page.gap(0.7)
        page.paragraph(text)
    page.cut()
    return page


def invoice() -> Sheet:
    page = Page(1500, 1500, paper=(252, 250, 246), ink=(28, 28, 34))
    page.left, page.right = 140, 1360
    page.face("lato bold", 20)
    page.line("Brandt Joinery Ltd", ink=(120, 40, 30))
    page.face("lato", 10)
    page.line("Unit 6, Station Yard, Wexcombe")
    page.gap(1.5)
    page.face("lato bold", 13)
    page.row((0, "Invoice 2024-0187"), (-1, "28 May 2024"))
    page.face("lato", 11)
    page.line("To: Riverside Nursery, 3 Weir Lane, Wexcombe")
    page.gap(1)
    for number, (item, amount) in enumerate(_WORK):
        page.row((0, item), (-1, amount))
        if number in (0, len(_WORK) - 4):
            page.rule()
            page.gap(0.3)
    page.gap(1.5)
    page.paragraph(
        "Please pay within 14 days to account 40817756, sort code 20-33-61, and give the number of the invoice."
    )
    page.cut(3)
    scan = effects.uneven_light(effects.blur(effects.skew(page.image, 0.8, (252, 250, 246)), 0.7), 0.85)
    return page.sheet(effects.gaussian_noise(scan, 7, seed=37))


_WORK = [
    ("Work", "Amount"),
    ("Oak shelves, 4 at £86.50", "£346.00"),
    ("Coat rail with 24 hooks", "£118.00"),
    ("Repair of the garden gate", "£64.75"),
    ("Two days of fitting", "£520.00"),
    ("Net", "£1,048.75"),
    ("VAT at 20 %", "£209.75"),
    ("Total", "£1,258.50"),
]
