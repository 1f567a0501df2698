"""With scripts off there is a form that works."""

from browser.case import BrowserCase
from browser.paths import sample


class PlainTests(BrowserCase):
    scripts = False

    def setUp(self) -> None:
        super().setUp()
        self.chromium.driver.get(f"{self.url}/")

    def test_no_script_runs(self) -> None:
        self.assertEqual(self.chromium.all("html.with-scripts"), [])
        for control in self.chromium.all(".scripted"):
            self.assertFalse(control.is_displayed())

    def test_the_form_reads_an_image(self) -> None:
        self._send("5_test.gif")
        text = self.chromium.until(lambda: self.chromium.one("pre").text, "the text is there")
        self.assertIn("Bring a blanket and a friend", text)
        self.assertGreater(len(self.chromium.all("a[href*='/result?format=']")), 5)

    def test_a_bad_file_is_explained(self) -> None:
        self._send("1_test.txt")
        self.chromium.until(lambda: "JPEG" in self.chromium.one("main").text, "the formats are named")

    def _send(self, name: str) -> None:
        self.chromium.one("#image").send_keys(str(sample(name)))
        self.chromium.one("button[type=submit]").click()
