"""What holds for every state of the page, in both themes and at every width."""

from collections.abc import Callable, Iterator
from typing import Any

from browser.case import BrowserCase

LEAST_CONTRAST = 4.5
"""WCAG 2.2 AA, for text of any size here."""
CONTROLS = {"button", "link", "textbox", "combobox", "option", "listbox", "progressbar", "DisclosureTriangle"}
"""Roles, as Chromium names them."""


class AppearanceTests(BrowserCase):
    def test_text_has_contrast_in_both_themes(self) -> None:
        for state in self._states():
            for dark in (False, True):
                with self.subTest(state, dark=dark):
                    self.chromium.emulate(dark=dark)
                    self.assertEqual(self.chromium.script("contrast", LEAST_CONTRAST), [])

    def test_the_themes_differ(self) -> None:
        colours = []
        for dark in (False, True):
            self.chromium.emulate(dark=dark)
            colours.append(self.chromium.one("body").value_of_css_property("background-color"))
        self.assertNotEqual(*colours)

    def test_nothing_is_wider_than_a_narrow_phone(self) -> None:
        for state in self._states():
            for width in (360, 768, 1920):
                with self.subTest(state, width=width):
                    self.chromium.emulate(width, 800, phone=width < 500)
                    found = self.chromium.script("overflow")
                    self.assertEqual(found["out"], [])
                    self.assertLessEqual(found["scrollWidth"], width)

    def test_every_control_has_a_name(self) -> None:
        for state in self._states():
            with self.subTest(state):
                controls = [node for node in self._accessible() if node["role"]["value"] in CONTROLS]
                self.assertGreater(len(controls), 8)
                nameless = [node for node in controls if not node.get("name", {}).get("value", "").strip()]
                self.assertEqual(nameless, [])

    def test_there_is_one_first_heading_and_one_main_part(self) -> None:
        for state in self._states():
            with self.subTest(state):
                levels = [int(heading.tag_name[1]) for heading in self.chromium.all("h1, h2, h3")]
                self.assertEqual(levels.count(1), 1)
                self.assertLessEqual(max(after - before for before, after in zip(levels, levels[1:] or levels)), 1)
                roles = [node["role"]["value"] for node in self._accessible()]
                self.assertEqual([roles.count(role) for role in ("main", "banner", "contentinfo")], [1, 1, 1])

    def test_the_console_is_silent_and_nobody_else_is_asked(self) -> None:
        for _ in self._states(trouble=False):
            pass
        self.assertEqual(self.chromium.errors(), [])
        requests = self.chromium.requests()
        self.assertIn(f"{self.url}/jobs", requests)
        own = (f"{self.url}/", f"blob:{self.url}/", "data:")
        self.assertEqual([request for request in requests if not request.startswith(own)], [])

    def _states(self, trouble: bool = True) -> Iterator[str]:
        """The page in each of its states, by name."""
        steps: list[tuple[str, Callable[[], object]]] = [
            ("empty", self.page.open),
            ("options", lambda: self.chromium.one("#intake summary").click()),
            ("result", lambda: self.page.read("4_test.png")),
            ("word chosen", lambda: self.page.outline("hirer").click()),
            ("several", lambda: self._read_several()),
            ("recent", self.page.load),
            ("refused", lambda: self.page.drop()),
        ]
        if trouble:
            steps.append(("trouble", lambda: (self.page.choose("1_test.txt"), self.page.trouble())))
        for name, go in steps:
            self.chromium.emulate()
            go()
            yield name

    def _read_several(self) -> None:
        self.page.choose("5_test.gif", "10_test.jpg")
        self.page.wait_for_words("5_test.gif")

    def _accessible(self) -> list[dict[str, Any]]:
        """What a screen reader is given."""
        nodes = self.chromium.command("Accessibility.getFullAXTree")["nodes"]
        return [node for node in nodes if not node["ignored"]]
