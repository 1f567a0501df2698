"""The pictures that the README shows, made anew."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from browser.chromium import Chromium
from browser.page import ReadingPage, content, distinct
from browser.screenshots import DRAWN, SAMPLE, SIZES, WORD

BURSTS = (6, 14, 9, 20, 12, 5)
"""Images handed in minute by minute, so that the board has something to draw."""
READ = ("2_test.jpg", "4_test.png", "5_test.gif", "6_test.png", "10_test.jpg", "15_test.jpg", "35_test.bmp")
LONG = "34_test.png"
MINUTE = 60


def take_for_readme(url: str, folder: Path) -> Iterator[Path]:
    """Takes a minute for each burst. For a service that has read nothing yet, so that times are those of reading."""
    chromium = Chromium()
    try:
        page = ReadingPage(chromium, url)
        chromium.emulate(*SIZES["desktop"])
        page.open()
        page.read(SAMPLE)
        page.outline(WORD).click()
        yield _take(chromium, folder / "page.png")
        chromium.emulate(*SIZES["phone"], dark=True, phone=True)
        yield _take(chromium, folder / "page-phone.png")
        chromium.emulate(*SIZES["desktop"])
        _open(chromium, url, "docs")
        yield _take(chromium, folder / "docs.png", at=".opblock-tag-section")
        _keep_busy(page)
        _open(chromium, url, "board")
        chromium.until(lambda: chromium.all(".tasks li"), "something is being read")
        yield _take(chromium, folder / "board.png")
    finally:
        chromium.close()


def _keep_busy(page: ReadingPage) -> None:
    """For some minutes; at the end there is still something to be read."""
    page.load()
    names = cycle(READ)
    for count in BURSTS:
        files = [(name, distinct(name)) for name in islice(names, count)]
        page.drop(*files, ("half.png", content("4_test.png")[:3000]))
        page.chromium.until(lambda count=count: len(_ended(page)) > count, "all are read")
        time.sleep(MINUTE - time.time() % MINUTE)
    page.drop(*((LONG, distinct(LONG)) for _ in range(9)))
    page.chromium.until(lambda: page.recent()[:1] == [LONG], "they are accepted")


def _ended(page: ReadingPage) -> list[str]:
    return [badge.text for badge in page.chromium.all(".file .badge") if badge.text in ("Read", "Failed")]


def _open(chromium: Chromium, url: str, name: str) -> None:
    chromium.driver.get(f"{url}/{name}")
    chromium.until(lambda: chromium.all(DRAWN[name]), f"{name} is drawn")


def _take(chromium: Chromium, file: Path, at: str = "body") -> Path:
    chromium.driver.execute_script("document.querySelector(arguments[0]).scrollIntoView()", at)
    chromium.screenshot(file)
    if program := shutil.which("pngquant"):
        subprocess.run([program, "--force", "--strip", "--output", str(file), "--", str(file)], check=True)
    return file
