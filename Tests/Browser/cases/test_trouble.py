"""What goes wrong is said in plain words."""

import json
import time

from browser.case import BrowserCase
from browser.page import content, distinct

MONTH_OLD = 30 * 24 * 3600

NO_CANCELLING = """
    const real = window.fetch;
    const problem = { code: "store_unavailable", status: 503 };
    window.fetch = (path, request) =>
        request?.method === "DELETE" ? Response.json(problem, { status: 503 }) : real(path, request);
"""

FAILED = """
    const real = window.fetch;
    window.fetch = async (path, request) => {
        const answer = await real(path, request);
        if (!path.includes("?wait=")) return answer;
        const end = { state: "failed", finished_at: new Date().toISOString(), error: { code: arguments[0] } };
        return Response.json({ ...(await answer.json()), ...end });
    };
"""
"""Jobs end with an error of this code."""

NO_JSON_TO_UPLOADS = """
    Object.defineProperty(XMLHttpRequest.prototype, "responseText", { get: () => "<p>Sign in first</p>" });
"""
NO_JSON_TO_QUESTIONS = """
    window.fetch = async () => new Response("<p>Sign in first</p>", { status: 200 });
"""


class TroubleTests(BrowserCase):
    def test_a_file_that_is_no_image(self) -> None:
        self.page.choose("1_test.txt")
        self.assertEqual(self.page.trouble(), "This is no image that Lector reads")
        self.assertIn("JPEG", self.chromium.one(".trouble").text)
        self.assertEqual(self.chromium.all(".trouble button"), [])
        self.assertEqual(self.page.recent(), [])

    def test_an_image_that_is_damaged(self) -> None:
        self.page.drop(("half.png", content("4_test.png")[:3000]))
        self.assertEqual(self.page.trouble(), "The image is damaged")

    def test_a_file_that_is_too_large(self) -> None:
        self.page.drop(("large.png", content("5_test.gif") + bytes(11 * 1024 * 1024)))
        self.assertIn(self.page.trouble(), {"That is too large", "The upload was cut off"})

    def test_an_image_without_text(self) -> None:
        self.page.choose("36_test.jpg")
        verdict = self.chromium.until(lambda: self.chromium.one(".verdict").text, "there is a verdict")
        self.assertEqual(verdict, "No text was found in this image.")
        self.chromium.until(lambda: self.chromium.all(".sheet"), "the image is shown")
        self.assertEqual(self.page.outlines(), [])
        self.assertIn("review", self.chromium.one(".verdict").get_attribute("class").split())

    def test_without_a_network_it_can_be_tried_again(self) -> None:
        self._network(offline=True)
        self.addCleanup(self._network, offline=False)
        self.page.choose("5_test.gif")
        self.assertIn(self.page.trouble(), {"You are offline", "The service cannot be reached"})
        self._network(offline=False)
        self.chromium.one(".trouble button").click()
        self.page.wait_for_words("5_test.gif")

    def test_a_job_that_nobody_knows_is_dropped_from_the_list(self) -> None:
        for age, words in ((0, "This is not known here any more"), (MONTH_OLD, "This has expired")):
            with self.subTest(age):
                self._remember(job_id(age), "old.png")
                self.page.load()
                self.assertEqual(self.page.recent(), ["old.png"])
                self.chromium.one(".recent-open").click()
                self.assertEqual(self.page.trouble(), words)
                self.assertEqual(self.page.recent(), [])

    def test_words_that_cannot_be_fetched_are_asked_for_once(self) -> None:
        self.chromium.blocked("*detail=words*")
        self.addCleanup(self.chromium.blocked)
        self.page.choose("5_test.gif")
        self.assertEqual(self.page.trouble(), "The service cannot be reached")
        # Whatever the page does by itself it has done after so many turns of its own.
        self.chromium.script("turns", 50)
        asked = [url for url in self.chromium.requests() if "detail=words" in url]
        self.assertEqual(len(asked), 1)

    def test_what_cannot_be_cancelled_is_read_on(self) -> None:
        self.chromium.driver.execute_script(NO_CANCELLING)
        self.chromium.script("watch", ".state [role=alert]")
        self.page.drop(("long.png", distinct("34_test.png")))
        self.chromium.until(lambda: self.page.recent(), "it is accepted")
        self.chromium.one(".cancel").click()
        self.page.wait_for_words("long.png")
        told = "It could not be cancelled: The service is not available. Try again in a while."
        self.assertIn(told, self.chromium.script("watched"))
        self.assertFalse(self.chromium.one(".state [role=alert]").is_displayed())

    def test_what_failed_by_chance_can_be_tried_again(self) -> None:
        for code in ("recognition_failed", "worker_lost", "queue_timeout"):
            with self.subTest(code):
                self.page.load()
                self.chromium.script("no_streams")
                self.chromium.driver.execute_script(FAILED, code)
                self.page.drop(("new.png", distinct("34_test.png")))
                self.page.trouble()
                self.assertIn("Try again", self.chromium.one(".trouble p").text)
                self.assertEqual([button.text for button in self.chromium.all(".trouble button")], ["Try again"])

    def test_an_answer_that_is_not_the_services_is_told(self) -> None:
        self.chromium.driver.execute_script(NO_JSON_TO_UPLOADS)
        self.page.choose("5_test.gif")
        self.assertEqual(self.page.trouble(), "Something went wrong")
        self._remember(job_id(0), "old.png")
        self.page.load()
        self.chromium.driver.execute_script(NO_JSON_TO_QUESTIONS)
        self.chromium.one(".recent-open").click()
        self.assertEqual(self.page.trouble(), "Something went wrong")

    def test_a_list_that_is_damaged_does_no_harm(self) -> None:
        for text in ("{", "null", '[null, 5, {"id": 7}]'):
            with self.subTest(text):
                self.chromium.driver.execute_script("localStorage.setItem('lector.recent', arguments[0])", text)
                self.page.load()
                self.assertEqual(self.page.recent(), [])
                self.assertEqual(self.chromium.errors(), [])

    def test_a_page_reloaded_during_an_upload_is_usable(self) -> None:
        self._network(bytes_per_second=20_000)
        self.addCleanup(self._network)
        self.page.drop(("slow.png", distinct("34_test.png")))
        self.chromium.until(lambda: self.chromium.one("[role=status]").text == "Uploading", "it is being uploaded")
        self.page.load()
        self._network()
        self.assertEqual(self.page.recent(), [])
        self.page.read("5_test.gif")

    def test_text_that_is_dropped_is_refused(self) -> None:
        self.page.drop()
        self.assertIn("no file", self.chromium.one("#intake-note").text)

    def _network(self, offline: bool = False, bytes_per_second: int = -1) -> None:
        self.chromium.command("Network.enable")
        self.chromium.command(
            "Network.emulateNetworkConditions",
            offline=offline,
            latency=0,
            downloadThroughput=-1,
            uploadThroughput=bytes_per_second,
        )

    def _remember(self, job: str, name: str) -> None:
        kept = json.dumps([{"id": job, "name": name}])
        self.chromium.driver.execute_script("localStorage.setItem('lector.recent', arguments[0])", kept)


class RateLimitTests(BrowserCase):
    settings = {"LECTOR_RATE_LIMIT": "2/second"}

    def test_what_comes_too_soon_is_sent_again_by_itself(self) -> None:
        self.chromium.script("watch", "[role=status]")
        for count in range(4):
            self.page.drop((f"{count}.gif", content("5_test.gif")))
        self.page.wait_for_words("3.gif")
        self.assertIn("Too many requests just now. It is sent again by itself.", self.chromium.script("watched"))


def job_id(age: int) -> str:
    """As the service makes them, so many seconds ago: a UUID of version 7."""
    stamp = f"{int((time.time() - age) * 1000):012x}"
    return f"{stamp[:8]}-{stamp[8:]}-7000-8000-000000000000"
