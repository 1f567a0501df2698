"""Pictures of the pages, to be looked at by people: at desktop and phone width, light and dark."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from browser.chromium import Chromium
from browser.page import ReadingPage

SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
SAMPLE = "37_test.jpg"
WORD = "Joinery"
SEVERAL = ("2_test.jpg", "5_test.gif", "10_test.jpg")
DRAWN = {"docs": ".opblock", "board": "#board:not([hidden])"}
"""The pages beside the first one, and what is there once their scripts have drawn them."""


def take_all(url: str, folder: Path) -> Iterator[Path]:
    chromium = Chromium()
    try:
        page = ReadingPage(chromium, url)
        page.open()
        yield from _take(chromium, folder, "empty")
        page.read(SAMPLE)
        page.outline(WORD).click()
        yield from _take(chromium, folder, "result")
        page.choose(*SEVERAL)
        page.wait_for_words(SEVERAL[0])
        yield from _take(chromium, folder, "several")
        for name, drawn in DRAWN.items():
            if not _answers(f"{url}/{name}"):
                continue
            chromium.driver.get(f"{url}/{name}")
            chromium.until(lambda drawn=drawn: chromium.all(drawn), f"{name} is drawn")
            yield from _take(chromium, folder, name)
    finally:
        chromium.close()


def _take(chromium: Chromium, folder: Path, name: str) -> Iterator[Path]:
    for size, (width, height) in SIZES.items():
        for dark in (False, True):
            chromium.emulate(width, height, dark, phone=size == "phone")
            chromium.driver.execute_script("scrollTo(0, 0)")
            file = folder / f"{name}-{size}-{'dark' if dark else 'light'}.png"
            chromium.screenshot(file)
            yield file


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=10) as response:
            return bool(response.status == 200)
    except urllib.error.HTTPError:
        return False
