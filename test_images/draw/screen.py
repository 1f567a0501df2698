"""What comes from a screen or a display: screenshots, code, a slide, a meter."""

from draw.effects import colours, greys
from draw.page import Colour, Page, Sheet

_SCREEN_DPI = 96


def code() -> Sheet:
    page = Page(1500, 1500)
    page.left = 120
    page.face("dejavu mono", 10, 1.4)
    for line in _CODE.strip("\n").split("\n"):
        page.line(line) if line else page.gap(1)
    page.cut()
    return page.sheet(greys(page.image))


_CODE = """
struct Bucket {
    let capacity: Double
    let refill: Double
    var level: Double
    var touched: Double

    /// Takes one token, or says how long to wait.
    mutating func take(at now: Double) -> Double? {
        let gained = (now - touched) * refill
        level = min(capacity, level + gained)
        touched = now
        guard level >= 1 else {
            return (1 - level) / refill
        }
        level -= 1
        return nil
    }
}

for (name, price) in menu.sorted(by: { $0.1 < $1.1 }) {
    print("\\(name): \\(price * 1.2)")
}
"""


def settings() -> Sheet:
    page = Page(820, 560, _SCREEN_DPI, paper=(246, 246, 247), ink=(36, 41, 46))
    page.draw.rectangle((0, 0, 820, 38), (225, 228, 232))
    for number, dot in enumerate([(255, 95, 87), (254, 188, 46), (40, 200, 64)]):
        page.draw.ellipse((14 + 22 * number, 13, 26 + 22 * number, 25), dot)
    page.left, page.right, page.y = 40, 780, 0
    page.face("dejavu bold", 10.5, 1.8)
    page.line("Backup settings", "centre")
    page.gap(1.2)
    page.face("dejavu", 10, 2.6)
    for label, value in _SETTINGS:
        page.row((0, label), (0.55, value))
        page.draw.line((40, page.y + 14, 780, page.y + 14), (215, 218, 222))
    page.gap(1.3)
    _button(page, (560, 660), (232, 234, 237))
    _button(page, (680, 780), (9, 105, 218))
    page.y += page.step
    page.put(610, page.y, "Cancel", "ms")
    page.put(730, page.y, "Save", "ms", (255, 255, 255))
    page.lines.append("Cancel Save")
    page.cut(1.2)
    return Sheet(colours(page.image), page.text())


_SETTINGS = [
    ("Back up automatically", "Every day at 02:00"),
    ("Keep old copies for", "30 days"),
    ("Destination", "nas.local/backup/laptop"),
    ("Encrypt with a password", "On"),
    ("Last successful backup", "Today, 02:14 (18.6 GB)"),
    ("Use mobile data", "Never"),
]


def _button(page: Page, across: tuple[int, int], fill: Colour) -> None:
    middle = page.y + page.step - 5
    page.draw.rounded_rectangle((across[0], middle - 16, across[1], middle + 16), 6, fill)


def log() -> Sheet:
    page = Page(1000, 620, _SCREEN_DPI, paper=(30, 32, 40), ink=(214, 218, 226))
    page.left, page.right, page.y = 20, 980, 6
    page.face("dejavu mono", 10.5, 1.5)
    for line in _LOG.strip().split("\n"):
        page.line(line, ink=next((ink for word, ink in _INKS.items() if word in line), None))
    page.cut(1)
    return Sheet(colours(page.image), page.text())


_INKS: dict[str, Colour] = {" WARN ": (229, 192, 123), " ERROR ": (240, 113, 120), "$ ": (152, 195, 121)}
_LOG = """
deploy@atlas:~$ journalctl -u ferry -n 12 --no-pager
09:14:02 INFO  listening on 0.0.0.0:7443
09:14:02 INFO  loaded 318 routes in 41 ms
09:15:37 INFO  client 10.8.0.14 connected
09:15:38 WARN  slow answer: 1284 ms for /ports/rotterdam
09:16:05 INFO  client 10.8.0.14 closed the stream
09:17:44 ERROR upstream refused the connection (attempt 1 of 3)
09:17:46 ERROR upstream refused the connection (attempt 2 of 3)
09:17:50 INFO  upstream is back after 6.1 s
09:20:00 INFO  cache: 9214 hits, 377 misses
09:21:13 WARN  disk 86% full on /var/lib/ferry
09:22:41 INFO  rotated ferry.log
deploy@atlas:~$ df -h /var/lib/ferry
Filesystem      Size  Used Avail Use% Mounted on
/dev/nvme0n1p3   94G   81G   13G  87% /var/lib/ferry
deploy@atlas:~$ systemctl is-active ferry
active
"""


def slide() -> Sheet:
    page = Page(720, 405, _SCREEN_DPI, paper=28, ink=240)
    page.left, page.y = 50, 25
    page.face("lato bold", 26)
    page.line("What we learned in May")
    page.draw.rectangle((50, round(page.y + 18), 190, round(page.y + 23)), 170)
    page.gap(0.8)
    page.face("lato", 19, 1.9)
    for text in _SLIDE:
        page.line(text)
    return Sheet(page.image, page.text())


_SLIDE = [
    "Most callers hang up within 90 seconds",
    "Answers by mail are three times cheaper",
    "New staff need six weeks, not four",
    "Nobody reads the second page",
]


def readings() -> Sheet:
    page = Page(420, 420, _SCREEN_DPI, paper=250, ink=25)
    page.left, page.right, page.y = 50, 370, 10
    page.face("dejavu mono", 20, 1.6)
    for line in ["00471831", "00472928", "00473540", "00475117", "00476836", "00479022", "00480395"]:
        page.line(line)
    page.cut(1)
    return Sheet(page.image, page.text())
