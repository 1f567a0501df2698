"""The description of the API is shown, and can be tried out."""

from selenium.webdriver.remote.webelement import WebElement

from browser.case import BrowserCase
from browser.paths import sample

LEAST_CONTRAST = 4.5
POLICY_WATCH = """
    window.violations = [];
    addEventListener("securitypolicyviolation", (event) => {
        violations.push(`${event.violatedDirective} ${event.blockedURI}`);
    });
"""


class DocsTests(BrowserCase):
    def setUp(self) -> None:
        self.chromium.emulate()
        self.chromium.command("Page.addScriptToEvaluateOnNewDocument", source=POLICY_WATCH)
        self._open()
        self.chromium.errors()
        self.chromium.requests()

    def test_an_image_is_tried_out(self) -> None:
        route = self._route("extractText")
        self._press(route, ".opblock-summary-control")
        field = self.chromium.until(lambda: route.find_element("css selector", "input[type=file]"), "there is a field")
        field.send_keys(str(sample("5_test.gif")))
        self._press(route, "button.execute")
        answer = self.chromium.until(
            lambda: route.find_element("css selector", ".live-responses-table").text, "there is an answer"
        )
        self.assertIn("Bring a blanket and a friend", answer)
        command = route.find_element("css selector", ".curl-command").text
        self.assertIn("-F 'image=@5_test.gif", command)
        self.assertEqual(command.count("-F "), 1)

    def test_several_images_are_tried_out(self) -> None:
        route = self._route("extractBatch")
        self._press(route, ".opblock-summary-control")
        self.chromium.until(lambda: route.find_element("css selector", "input[type=file]"), "there is a field")
        self._press(route, ".json-schema-form-item-add")
        self.chromium.until(lambda: len(self._fields(route)) == 2, "there are two fields")
        for index, name in enumerate(("5_test.gif", "6_test.png")):
            self._fields(route)[index].send_keys(str(sample(name)))
        self._press(route, "button.execute")
        command = self.chromium.until(lambda: route.find_element("css selector", ".curl-command").text, "it was sent")
        self.assertEqual(command.count("-F 'images=@"), 2)

    def test_it_is_legible_in_both_themes_and_fits_a_phone(self) -> None:
        for dark in (False, True):
            for width in (360, 1280):
                with self.subTest(dark=dark, width=width):
                    self.chromium.emulate(width, 900, dark, phone=width < 500)
                    self._open()
                    self._press(self._route("getJob"), ".opblock-summary-control")
                    self.chromium.until(lambda: self._route("getJob").text.count("\n") > 20, "the route is open")
                    self.assertEqual(self.chromium.script("contrast", LEAST_CONTRAST), [])
                    self.assertEqual(self.chromium.script("overflow")["out"], [])

    def test_the_policy_holds_and_nobody_else_is_asked(self) -> None:
        for control in self.chromium.all(".opblock-summary-control, .models-control"):
            self.chromium.driver.execute_script("arguments[0].click()", control)
        self.chromium.until(lambda: len(self.chromium.all(".opblock.is-open")) > 10, "all routes are open")
        self.assertEqual(self.chromium.driver.execute_script("return violations"), [])
        self.assertEqual(self.chromium.errors(), [])
        own = (f"{self.url}/", "data:")
        self.assertEqual([url for url in self.chromium.requests() if not url.startswith(own)], [])

    def _open(self) -> None:
        self.chromium.driver.get(f"{self.url}/docs")
        self.chromium.until(lambda: self.chromium.all(".opblock"), "the routes are there")

    def _route(self, operation: str) -> WebElement:
        return self.chromium.one(f".opblock[id$='-{operation}']")

    def _press(self, route: WebElement, selector: str) -> None:
        """What may lie outside the window."""
        control = self.chromium.until(lambda: route.find_element("css selector", selector), f"there is {selector}")
        self.chromium.driver.execute_script("arguments[0].click()", control)

    @staticmethod
    def _fields(route: WebElement) -> list[WebElement]:
        return route.find_elements("css selector", "input[type=file]")
