"""All of it works without a mouse."""

from collections.abc import Callable
from typing import Any

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from browser.case import BrowserCase


class KeyboardTests(BrowserCase):
    def test_tabbing_goes_through_all_controls_and_shows_where_it_is(self) -> None:
        stops = self._walk()
        texts = [stop["text"] for stop in stops]
        for wanted in ("Skip to the content", "Lector", "Read", "API", "Language", "More options", "Copy command"):
            self.assertIn(wanted, texts)
        self.assertIn("image", [stop["id"] for stop in stops])
        self.assertEqual([stop for stop in stops if not stop["visible"]], [])

    def test_the_first_stop_leads_past_the_head(self) -> None:
        self._press(Keys.TAB)
        self._press(Keys.ENTER)
        self._press(Keys.TAB)
        self.assertEqual(self._focused()["id"], "image")

    def test_in_a_result_words_are_two_stops_with_arrows_between(self) -> None:
        self.page.read("5_test.gif")
        stops = self._walk()
        self.assertEqual([stop for stop in stops if not stop["visible"]], [])
        self.assertEqual([stop["tag"] for stop in stops].count("rect"), 1)
        words = [word.text for word in self.chromium.all(".text .word")]
        self._tab_to(lambda stop: stop["tag"] == "rect")
        self.assertTrue(self._focused()["text"].startswith(f"{words[0]}, "))
        self._press(Keys.ARROW_RIGHT)
        self.assertTrue(self._focused()["text"].startswith(f"{words[1]}, "))
        self._press(Keys.ENTER)
        self.assertEqual((self._focused()["tag"], self._focused()["text"]), ("span", words[1]))
        self._press(Keys.END)
        self.assertEqual(self._focused()["text"], words[-1])
        self._press(Keys.ARROW_UP)
        self.assertNotIn(self._focused()["text"], words[-3:])
        self._press(Keys.HOME)
        self.assertEqual(self._focused()["text"], words[0])
        self.assertEqual(len(self.chromium.all(".chosen")), 2)

    def test_the_focus_goes_to_what_was_asked_for(self) -> None:
        self.page.read("5_test.gif")
        self.assertEqual(self._focused()["id"], "work-title")

    def test_a_file_of_several_is_chosen(self) -> None:
        self.page.choose("5_test.gif", "10_test.jpg")
        self.page.wait_for_words("5_test.gif")
        self.chromium.until(
            lambda: [badge.text for badge in self.chromium.all(".file .badge")] == ["Read", "Read"], "both are read"
        )
        self._tab_to(lambda stop: stop["text"].startswith("10_test.jpg"))
        self._press(Keys.ENTER)
        self.page.wait_for_words("10_test.jpg")
        self.assertTrue(self._focused()["text"].startswith("10_test.jpg"))

    def _walk(self) -> list[dict[str, Any]]:
        """Every stop from the top of the page to its end."""
        self.chromium.driver.execute_script("document.activeElement.blur(); scrollTo(0, 0)")
        self.chromium.driver.execute_script("getSelection().collapse(document.body, 0)")
        stops: list[dict[str, Any]] = []
        while True:
            self._press(Keys.TAB)
            stop = self._focused()
            if stop["tag"] == "body" or stop in stops:
                return stops
            stops.append(stop)

    def _tab_to(self, wanted: Callable[[dict[str, Any]], bool]) -> None:
        for _ in self._walk():
            self._press(Keys.TAB)
            if wanted(self._focused()):
                return
        self.fail("no stop is the one that is wanted")

    def _press(self, key: str) -> None:
        ActionChains(self.chromium.driver).send_keys(key).perform()

    def _focused(self) -> dict[str, Any]:
        stop: dict[str, Any] = self.chromium.script("focused")
        return stop
