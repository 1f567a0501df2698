"""What was read lately is found again."""

import json

from browser.case import BrowserCase


class RecentTests(BrowserCase):
    def test_a_reload_finds_what_was_read(self) -> None:
        self.page.read("5_test.gif")
        text = self.chromium.one(".text").text
        self.page.load()
        self.assertEqual(self.page.recent(), ["5_test.gif"])
        self.chromium.one(".recent-open").click()
        self.page.wait_for_words("5_test.gif")
        self.assertEqual(self.chromium.one(".text").text, text)

    def test_the_image_is_not_kept_so_the_words_are_written_on_a_blank_sheet(self) -> None:
        self.page.read("5_test.gif")
        self.assertEqual(len(self.chromium.all(".sheet img")), 1)
        self.page.load()
        self.chromium.one(".recent-open").click()
        self.page.wait_for_words("5_test.gif")
        self.assertEqual(self.chromium.all(".sheet img"), [])
        self.assertEqual(len(self.chromium.all(".written text")), len(self.page.outlines()))

    def test_ids_and_names_are_all_that_is_kept(self) -> None:
        self.page.read("5_test.gif")
        kept = self.chromium.driver.execute_script("return { ...localStorage }")
        self.assertEqual(list(kept), ["lector.recent"])
        self.assertEqual([set(job) for job in json.loads(kept["lector.recent"])], [{"id", "name"}])

    def test_what_is_forgotten_is_gone(self) -> None:
        for name in ("5_test.gif", "10_test.jpg"):
            self.page.read(name)
        self.chromium.one(".recent-forget[aria-label='Forget 5_test.gif']").click()
        self.assertEqual(self.page.recent(), ["10_test.jpg"])
        self.chromium.one(".recent-head button").click()
        self.assertFalse(self.chromium.one("#recent").is_displayed())
        self.page.load()
        self.assertEqual(self.page.recent(), [])
