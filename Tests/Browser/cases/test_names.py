"""File names are strangers' text and do no harm."""

from browser.case import BrowserCase
from browser.page import content

NASTY = {
    '"quoted" \'name\'.gif': '"quoted" \'name\'.gif',
    "two\r\nlines.gif": "two lines.gif",
    "evil\u202efig.exe": "evil fig.exe",
    "<img src=x onerror=window.harmed=1>.gif": "<img src=x onerror=window.harmed=1>.gif",
    "a&amp;b;filename=c.gif": "a&amp;b;filename=c.gif",
    "\u200f\u2066\u0000.gif": ".gif",
    "\u202e": "Unnamed image",
    "long" * 100 + ".gif": "long" * 100 + ".gif",
}
"""And how each is shown."""


class NameTests(BrowserCase):
    def test_names_are_shown_as_text(self) -> None:
        for name, shown in NASTY.items():
            with self.subTest(name):
                self._read(name, shown)
                self.assertIsNone(self.chromium.driver.execute_script("return window.harmed ?? null"))
                self.assertEqual(self.chromium.errors(), [])
                self.assertEqual(self.chromium.script("overflow")["out"], [])

    def test_names_do_not_turn_the_text_around_them(self) -> None:
        self._read("\u05d0\u05d1\u05d2 1.gif", "\u05d0\u05d1\u05d2 1.gif")
        for name in self.chromium.all(".name"):
            self.assertEqual(name.value_of_css_property("unicode-bidi"), "isolate")

    def test_names_from_another_visit_are_text_too(self) -> None:
        for name, shown in NASTY.items():
            with self.subTest(name):
                self.page.open()
                self._read(name, shown)
                self.page.load()
                self.assertEqual(self.page.recent(), [shown])

    def _read(self, name: str, shown: str) -> None:
        self.page.drop((name, content("5_test.gif")))
        self.page.wait_for_words(shown)
