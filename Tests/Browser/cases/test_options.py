"""How it is read is chosen from what the service has, and only what was chosen is sent."""

from selenium.webdriver.support.ui import Select

from browser.case import BrowserCase
from browser.page import content

LANGUAGES = """
    const real = window.fetch;
    window.fetch = async (...request) => {
        if (request[0] !== "/languages") return real(...request);
        return Response.json({ default: "eng+deu", languages: ["deu", "eng", "fra", "osd"] });
    };
"""
"""A service that reads two languages unless it is asked for another."""

NOTE_FIELDS = """
    window.fields = {};
    const append = FormData.prototype.append;
    FormData.prototype.append = function (name, value, ...rest) {
        window.fields[name] = String(value);
        append.call(this, name, value, ...rest);
    };
"""


class OptionTests(BrowserCase):
    def setUp(self) -> None:
        super().setUp()
        with self.chromium.prepared(LANGUAGES):
            self.page.load()
        self.chromium.driver.execute_script(NOTE_FIELDS)

    def test_several_usual_languages_are_one_choice(self) -> None:
        self.assertEqual(self._chosen("#lang"), "English and German")
        self.assertEqual(self._chosen("#lang2"), "None")
        self.assertNotIn("osd", [option.get_attribute("value") for option in self.chromium.all("#lang option")])

    def test_what_is_usual_is_not_sent(self) -> None:
        self.assertEqual(set(self._sent()), {"image", "pdf"})

    def test_a_language_is_sent_once(self) -> None:
        for first, second, sent in (
            ("eng", "", "eng"),
            ("eng", "fra", "eng+fra"),
            ("eng", "eng", "eng"),
            ("eng+deu", "fra", "eng+deu+fra"),
            ("eng+deu", "deu", None),
            ("eng", "deu", None),
        ):
            with self.subTest(first=first, second=second):
                Select(self.chromium.one("#lang")).select_by_value(first)
                self._choose_second(second)
                self.assertEqual(self._sent().get("lang"), sent)

    def _chosen(self, selector: str) -> str:
        return Select(self.chromium.one(selector)).first_selected_option.get_attribute("textContent") or ""

    def _choose_second(self, value: str) -> None:
        if not self.chromium.one("#lang2").is_displayed():
            self.chromium.one("#intake summary").click()
        Select(self.chromium.one("#lang2")).select_by_value(value)

    def _sent(self) -> dict[str, str]:
        """The fields of an upload."""
        self.chromium.driver.execute_script("window.fields = {}")
        self.page.drop(("image.gif", content("5_test.gif")))
        fields: dict[str, str] = self.chromium.driver.execute_script("return window.fields")
        return fields
