"""The page at `/`, as its tests see it."""

import base64
import os

from selenium.webdriver.remote.webelement import WebElement

from browser.chromium import Chromium
from browser.paths import sample


class ReadingPage:
    def __init__(self, chromium: Chromium, url: str) -> None:
        self.chromium = chromium
        self.url = url

    def open(self) -> None:
        """As a browser sees it that was never here."""
        self.chromium.driver.get(f"{self.url}/")
        self.chromium.driver.execute_script("localStorage.clear()")
        self.load()

    def load(self) -> None:
        """As a browser sees it that comes again."""
        self.chromium.driver.get(f"{self.url}/")
        self.chromium.until(lambda: self.chromium.all("html.with-scripts"), "the page's script runs")
        self.chromium.until(lambda: self.chromium.one("#lang").text != "The usual", "the languages are there")

    def choose(self, *names: str) -> None:
        self.chromium.one("#image").send_keys("\n".join(str(sample(name)) for name in names))

    def drop(self, *files: tuple[str, bytes]) -> None:
        given = [{"name": name, "base64": base64.b64encode(content).decode()} for name, content in files]
        self.chromium.script("drop", given)

    def read(self, name: str) -> None:
        """Chooses an image, and waits until its words are there."""
        self.choose(name)
        self.wait_for_words(name)

    def wait_for_words(self, name: str) -> None:
        self.chromium.until(lambda: self.title() == name and self.outlines(), f"the words of {name} are outlined")

    def title(self) -> str:
        return self.chromium.one("#work-title").text

    def outlines(self) -> list[WebElement]:
        return self.chromium.all(".outline[role=option]")

    def word(self, text: str) -> WebElement:
        """The first of the text's words that is spelt so."""
        return next(word for word in self.chromium.all(".text .word") if word.text == text)

    def outline(self, text: str) -> WebElement:
        return self.chromium.one(f".outline[aria-label^='{text}, ']")

    def recent(self) -> list[str]:
        return [name.text for name in self.chromium.all(".recent-open .name")]

    def trouble(self) -> str:
        return self.chromium.until(lambda: self.chromium.one(".trouble h3").text, "trouble is shown")


def content(name: str) -> bytes:
    return sample(name).read_bytes()


def distinct(name: str) -> bytes:
    """The image with other bytes after its end, so that nobody has read it before."""
    return content(name) + os.urandom(16)

