"""An image is given, and its text is there."""

import json
import urllib.request
from typing import Any
from urllib.parse import parse_qs, urlsplit

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.remote.webelement import WebElement

from browser.case import BrowserCase
from browser.exif import turned
from browser.gif import repeated
from browser.page import content, distinct
from lector.tiff import tiff

FORMATS = {"json", "text", "hocr", "alto", "tsv", "pdf", "markdown"}


class ReadingTests(BrowserCase):
    def test_a_dropped_image_has_its_words_outlined(self) -> None:
        self.page.drop(("concert.gif", content("5_test.gif")))
        self.page.wait_for_words("concert.gif")
        self.assertIn("Bring a blanket", self.chromium.one(".text").text)
        words = self.chromium.all(".text .word")
        self.assertEqual(len(words), len(self.page.outlines()))
        self.assertIn("in 100 words are likely right", self.chromium.one(".verdict").text)
        self.assertEqual(self.chromium.driver.title, "concert.gif · Lector")

    def test_an_outline_lies_where_its_word_is(self) -> None:
        self.page.read("5_test.gif")
        image, outline = self.chromium.one(".sheet img").rect, self.page.outline("blanket").rect
        self.assertGreater(image["height"], 100)
        middle = (outline["y"] + outline["height"] / 2 - image["y"]) / image["height"]
        result = self._result()
        box = next(word["box"] for word in result["words"] if word["text"] == "blanket")
        self.assertAlmostEqual(middle, (box[1] + box[3] / 2) / result["metadata"]["height"], delta=0.01)

    def test_outlines_tell_levels_by_more_than_colour(self) -> None:
        self.page.read("4_test.png")
        dashes = {
            level: self.chromium.one(f".outlines .outline.{level}").value_of_css_property("stroke-dasharray")
            for level in ("good", "poor")
        }
        self.assertNotEqual(dashes["good"], dashes["poor"])
        self.assertEqual(len(self.chromium.all(".legend li")), 3)

    def test_pointing_at_a_word_marks_it_in_image_and_text(self) -> None:
        self.page.read("5_test.gif")
        word, outline = self.page.word("blanket"), self.page.outline("blanket")
        self._hover(word)
        self.chromium.until(lambda: "near" in outline.get_attribute("class").split(), "its outline is marked")
        self._hover(self.page.outline("castle"))
        other = self.page.word("castle")
        self.chromium.until(lambda: "near" in other.get_attribute("class").split(), "the word is marked")
        self.assertNotIn("near", word.get_attribute("class").split())
        self.assertIn("castle", self.chromium.one(".readout").text)

    def test_a_click_keeps_a_word_chosen_on_both_sides(self) -> None:
        self.page.read("5_test.gif")
        self.page.outline("garden").click()
        self.assertIn("chosen", self.page.word("garden").get_attribute("class").split())
        self.page.word("friend").click()
        self.assertIn("chosen", self.page.outline("friend").get_attribute("class").split())
        self.assertEqual(len(self.chromium.all(".chosen")), 2)

    def test_the_text_is_copied(self) -> None:
        self._allow_clipboard()
        self.page.read("5_test.gif")
        self._copy()
        self.assertIn("Bring a blanket and a friend", self._clipboard())

    def test_the_text_is_copied_where_there_is_no_clipboard_interface(self) -> None:
        self._allow_clipboard()
        self.page.read("10_test.jpg")
        hide = "Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })"
        self.chromium.driver.execute_script(hide)
        self._copy()
        self.chromium.driver.execute_script("delete navigator.clipboard")
        self.assertEqual(self._clipboard().split(), self._result()["text"].split())

    def test_every_download_is_there(self) -> None:
        self.page.read("5_test.gif")
        links = [link.get_attribute("href") or "" for link in self.chromium.all(".downloads a")]
        self.assertEqual({parse_qs(urlsplit(link).query)["format"][0] for link in links}, FORMATS)
        for link in links:
            with self.subTest(link), urllib.request.urlopen(link, timeout=60) as response:
                self.assertEqual(response.status, 200)
                self.assertTrue(response.headers["Content-Disposition"].startswith("attachment"))
                start = response.read(5)
                self.assertNotEqual(start, b"")
                self.assertEqual(start == b"%PDF-", link.endswith("pdf"))

    def test_a_service_without_events_is_asked_again(self) -> None:
        self.chromium.script("no_streams")
        self.page.drop(("new.png", distinct("6_test.png")))
        self.page.wait_for_words("new.png")
        self.assertEqual(self.chromium.driver.execute_script("return window.streamsRefused"), 1)

    def test_pages_that_browsers_do_not_show_are_written_on_blank_sheets(self) -> None:
        self.page.drop(("pages.tiff", tiff(content("35_test.bmp"), content("16_test.bmp"))))
        self.page.wait_for_words("pages.tiff")
        self.assertEqual(self.chromium.all(".sheet img"), [])
        self.assertEqual(len(self.chromium.all(".written text")), len(self.page.outlines()))
        first = self.chromium.one(".text").text
        self.chromium.one("button[aria-label='Next page']").click()
        self.chromium.until(lambda: self.chromium.one(".text").text != first, "the next page's text is shown")
        self.assertEqual(self.chromium.one(".page-switch span").text, "Page 2 · 2 of 2")

    def test_a_frame_is_not_outlined_on_the_picture_of_another(self) -> None:
        self.chromium.one("#intake summary").click()
        self.chromium.one("#pages").send_keys("2")
        self.page.drop(("frames.gif", repeated(content("5_test.gif"))))
        self.page.wait_for_words("frames.gif")
        self.assertEqual(self.chromium.all(".sheet img"), [])
        self.assertEqual(len(self.chromium.all(".written text")), len(self.page.outlines()))

    def test_an_image_that_a_camera_turned_is_outlined_as_it_is_shown(self) -> None:
        self.page.drop(("turned.jpg", turned(content("2_test.jpg"), 6)))
        self.page.wait_for_words("turned.jpg")
        metadata = self._result()["metadata"]
        shown = self.chromium.driver.execute_script("return arguments[0].naturalWidth", self.chromium.one(".sheet img"))
        self.assertEqual(shown, metadata["height"])
        view_box = self.chromium.one(".outlines").get_dom_attribute("viewBox")
        self.assertEqual(view_box, f"0 0 {metadata['height']} {metadata['width']}")

    def test_chosen_options_are_sent(self) -> None:
        self.chromium.one("#intake summary").click()
        self.chromium.one("#psm option[value='6']").click()
        self.page.read("5_test.gif")
        self.assertEqual(self._job()["options"]["psm"], 6)

    def test_an_option_that_does_not_fit_is_explained(self) -> None:
        self.chromium.one("#intake summary").click()
        self.chromium.one("#pages").send_keys("seven")
        self.page.choose("5_test.gif")
        self.assertEqual(self.page.trouble(), "An option does not fit")

    def _hover(self, element: WebElement) -> None:
        ActionChains(self.chromium.driver).move_to_element(element).perform()

    def _allow_clipboard(self) -> None:
        permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"]
        self.chromium.command("Browser.grantPermissions", origin=self.url, permissions=permissions)

    def _copy(self) -> None:
        button = self.chromium.one(".take button")
        button.click()
        self.chromium.until(lambda: button.text == "Copied", "the button says so")

    def _clipboard(self) -> str:
        return self.chromium.driver.execute_async_script("navigator.clipboard.readText().then(arguments[0])")

    def _job(self) -> dict[str, Any]:
        """The one on the page, as the service has it."""
        link = urlsplit(self.chromium.one(".downloads a").get_attribute("href") or "")
        path = link.path.removesuffix("/result")
        with urllib.request.urlopen(f"{self.url}{path}?detail=words", timeout=30) as response:
            job: dict[str, Any] = json.load(response)
        return job

    def _result(self) -> dict[str, Any]:
        result: dict[str, Any] = self._job()["result"]
        return result
