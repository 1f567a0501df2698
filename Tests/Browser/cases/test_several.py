"""Several images at once are one request."""

from urllib.parse import urlsplit

from selenium.webdriver.remote.webelement import WebElement

from browser.case import BrowserCase
from browser.page import content, distinct


class SeveralTests(BrowserCase):
    def test_all_are_read_and_a_bad_one_is_its_own_trouble(self) -> None:
        self.page.choose("5_test.gif", "1_test.txt", "6_test.png")
        self.page.wait_for_words("5_test.gif")
        self._wait_for_states(["Read", "Failed", "Read"])
        self._file(1).click()
        self.assertEqual(self.page.trouble(), "This is no image that Lector reads")
        self._file(2).click()
        self.page.wait_for_words("6_test.png")
        self.assertEqual(self._file(2).get_attribute("aria-current"), "true")
        self.assertEqual(self.page.recent(), ["5_test.gif", "6_test.png"])

    def test_they_are_sent_as_one_request(self) -> None:
        self.page.choose("5_test.gif", "10_test.jpg")
        self._wait_for_states(["Read", "Read"])
        posts = [url for url in self.chromium.requests() if urlsplit(url).path == "/jobs"]
        self.assertEqual(len(posts), 1)

    def test_what_is_cancelled_is_not_read(self) -> None:
        self.page.drop(*((f"{number}.png", distinct("34_test.png")) for number in range(8)))
        self.chromium.until(lambda: self.page.recent(), "they are accepted")
        self.chromium.one(".cancel").click()
        states = self.chromium.until(self._final_states, "all are final")
        self.assertIn("Cancelled", states)
        self.assertLessEqual(set(states), {"Cancelled", "Read"})
        self.assertFalse(self.chromium.one(".cancel").is_displayed())

    def test_one_that_is_cancelled_says_so(self) -> None:
        self.page.drop(("long.png", distinct("34_test.png")))
        self.chromium.until(lambda: self.page.recent(), "it is accepted")
        self.chromium.one(".cancel").click()
        self.assertEqual(self.page.trouble(), "Cancelled")

    def test_another_image_takes_the_place_of_one_that_is_being_read(self) -> None:
        self.chromium.script("streams")
        self.page.drop(("long.png", distinct("34_test.png")))
        self.chromium.until(lambda: self._streams() == ["open"], "it is followed")
        self.page.drop(("short.gif", distinct("5_test.gif")))
        self.chromium.until(lambda: self._streams()[:1] == ["closed"], "the first is followed no more")
        self.page.wait_for_words("short.gif")
        self.assertEqual(self.page.recent(), ["short.gif", "long.png"])
        self.assertEqual(self._streams(), ["closed", "closed"])

    def test_what_failed_stays_as_it_is_while_others_are_read(self) -> None:
        self.page.drop(("bad.txt", content("1_test.txt")), ("long.png", distinct("34_test.png")))
        self.page.trouble()
        shown = self.chromium.one(".trouble")
        self._wait_for_states(["Failed", "Read"])
        self.assertEqual(self.chromium.one(".trouble"), shown)

    def _streams(self) -> list[str]:
        """The state of each stream of events since `streams` ran."""
        return self.chromium.driver.execute_script(
            "return window.streams.map((stream) => ['connecting', 'open', 'closed'][stream.readyState])"
        )

    def _file(self, index: int) -> WebElement:
        return self.chromium.all(".file")[index]

    def _states(self) -> list[str]:
        return [badge.text for badge in self.chromium.all(".file .badge")]

    def _final_states(self) -> list[str]:
        states = self._states()
        return states if set(states) <= {"Read", "Failed", "Cancelled"} else []

    def _wait_for_states(self, wanted: list[str]) -> None:
        self.chromium.until(lambda: self._states() == wanted, f"the files are {wanted}")
