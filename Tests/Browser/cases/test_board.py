"""The operators' board shows what goes on, and says so when it cannot."""

import urllib.request
import uuid
from urllib.parse import urlsplit

from selenium.webdriver.common.keys import Keys

from browser.case import BrowserCase
from browser.page import content, distinct

LEAST_CONTRAST = 4.5
NASTY = "<img src=x onerror=window.harmed=1>evil\u202egnp.exe"

ALTERED = """
    const real = window.fetch;
    window.fetch = async (...request) => {
        const response = await real(...request);
        if (request[0] !== "/board/data" || !response.ok) return response;
        const data = await response.json();
        (%s)(data);
        return Response.json(data);
    };
"""
"""Changes what the service says on its way to the board."""

NO_WORKERS = "(data) => { data.workers = []; data.slots = 0; }"
PAUSED = "(data) => { data.paused = true; data.counts.queued = 3; }"
FAILING = "(data) => { data.minutes.forEach((minute) => { minute.failed = 9; minute.succeeded = 1; }); }"
LATE = "(data) => { data.oldest_wait_s = 95; data.counts.queued = 2; }"
EMPTY = """(data) => {
    data.workers = data.failures = [];
    const nothing = { succeeded: 0, failed: 0, cancelled: 0, wait_ms: null, run_ms: null };
    data.minutes.forEach((minute) => Object.assign(minute, nothing));
}"""
BUSY = """(data) => {
    data.workers.push({
        id: "w", host: "scan-01", pid: 7, version: "1", slots: 2, finished: 9, alive: true,
        started_at: data.time, seen_at: data.time,
        running: [{ job: "j", filename: "a.png", progress: 0.4, running_s: 1.2, attempts: 2 }],
    });
    const failure = { code: "invalid_image", title: "Damaged", jobs: 3, last_message: "It ends early." };
    data.failures = [{ ...failure, last_at: data.time }];
    data.minutes.forEach((minute, index) => {
        const wait_ms = index % 7 ? { p50: 5 * index, p95: 40 * index } : null;
        const run_ms = { p50: 300, p95: 900 };
        Object.assign(minute, { succeeded: index, failed: index % 3, cancelled: 1, wait_ms, run_ms });
    });
}"""

TIMERS = """
    window.timers = new Map();
    const { setTimeout: set, clearTimeout: clear } = window;
    window.setTimeout = (action, wait, ...rest) => {
        const timer = set(() => {
            window.timers.delete(timer);
            action(...rest);
        }, wait);
        window.timers.set(timer, wait);
        return timer;
    };
    window.clearTimeout = (timer) => {
        window.timers.delete(timer);
        clear(timer);
    };
"""
"""Notes what is to happen later."""

HELD = """
    const real = window.fetch;
    let wall = Promise.resolve();
    window.hold = () => {
        wall = new Promise((resolve) => {
            window.release = async () => {
                resolve();
                await new Promise((after) => requestAnimationFrame(after));
            };
        });
    };
    window.held = false;
    window.fetch = async (...request) => {
        const response = await real(...request);
        if (request[0] === "/board/data" && window.release) {
            window.held = true;
            await wall;
        }
        return response;
    };
"""
"""Answers that come after `hold()` stay back until `release()`."""


class BoardTests(BrowserCase):
    def setUp(self) -> None:
        self.chromium.emulate()
        self._open()
        self.chromium.errors()
        self.chromium.requests()

    def test_a_job_appears_by_itself(self) -> None:
        name = f"{uuid.uuid4()}.gif"
        self._hand_in(name, distinct("5_test.gif"))
        self.chromium.until(lambda: self._row(name)[:1] == ["succeeded"], "the job is there, and read")
        self.assertIn("127.0.0.1", self._row(name))
        self.chromium.until(lambda: self._figure("Done, last hour") >= 1, "it is counted")
        self.assertIn("succeeded", self.chromium.one("#throughput-summary").get_attribute("textContent"))

    def test_a_failure_is_there_by_reason_and_by_filter(self) -> None:
        name = f"{uuid.uuid4()}.png"
        self._hand_in(name, distinct("4_test.png")[:3000])
        self.chromium.until(lambda: "invalid_image" in self.chromium.one("#failures").text, "the reason is there")
        self._choose("failed")
        self.chromium.until(lambda: set(self._states()) == {"failed"} and self._row(name), "only failed jobs are there")
        self._choose("succeeded")
        self.chromium.until(lambda: "failed" not in self._states(), "no failed job is there")
        self.assertEqual(urlsplit(self.chromium.driver.current_url).query, "state=succeeded")

    def test_a_name_is_shown_as_text(self) -> None:
        self._hand_in(NASTY, distinct("5_test.gif"))
        shown = "<img src=x onerror=window.harmed=1>evil gnp.exe"
        self.chromium.until(lambda: self._row(shown), "the name is there")
        self.assertIsNone(self.chromium.driver.execute_script("return window.harmed ?? null"))

    def test_pages_are_turned(self) -> None:
        for number in range(21):
            self._hand_in(f"{number}.gif", content("5_test.gif"))
        self.chromium.until(lambda: self._row("20.gif"), "the newest is there")
        self.chromium.one("#older").click()
        self.chromium.until(lambda: self._row("0.gif"), "the oldest is there")
        self.chromium.one("#newest").click()
        self.chromium.until(lambda: self._row("20.gif"), "the newest is there again")

    def test_a_chart_is_read_with_arrow_keys(self) -> None:
        self._open(BUSY)
        plot = self.chromium.one("#throughput .plot")
        for _ in range(3):
            plot.send_keys(Keys.ARROW_LEFT)
        self.assertIn("57 succeeded, 0 failed, 1 cancelled", plot.get_attribute("aria-valuetext"))
        self.assertIn("57 succeeded", self.chromium.one("#throughput .keys").text)
        plot.send_keys(Keys.HOME)
        self.assertIn("0 succeeded", plot.get_attribute("aria-valuetext"))

    def test_how_it_stands_is_said(self) -> None:
        for change, headline, command in (
            (NO_WORKERS, "No worker is running.", "lector-worker --database"),
            (PAUSED, "The queue is paused.", "lectorctl queue resume"),
            (FAILING, "Many jobs fail.", ""),
            (LATE, "Jobs wait long.", ""),
        ):
            with self.subTest(headline):
                self._open(change)
                self.assertEqual(self.chromium.one("#headline").text, headline)
                shown = self.chromium.one("#command").text
                self.assertTrue(shown.startswith(command) if command else shown == "", shown)

    def test_what_is_empty_says_so(self) -> None:
        self._open(EMPTY)
        for place, words in (
            ("#no-workers", "No worker has been here"),
            ("#no-failures", "No job has failed"),
            ("#waits .nothing", "No job ended"),
        ):
            self.assertIn(words, self.chromium.one(place).text)

    def test_a_service_that_does_not_answer_is_told(self) -> None:
        self._network(offline=True)
        self.addCleanup(self._network, offline=False)
        self._wait_for_headline("The service does not answer.")
        self.assertIn("Asking", self.chromium.one("#explanation").text)
        self._network(offline=False)
        self.chromium.one("#ask").click()
        self.chromium.until(lambda: self.chromium.one("#pulse").text.startswith("Live"), "it is live again")
        self.assertNotEqual(self.chromium.one("#headline").text, "The service does not answer.")

    def test_nothing_is_asked_while_nobody_looks(self) -> None:
        with self.chromium.prepared(TIMERS):
            self._open()
        self.chromium.until(self._timers, "it is to be asked again")
        self._hide(True)
        self.assertIn("Stopped", self.chromium.one("#pulse").text)
        self.assertEqual(self._timers(), [])
        self.chromium.requests()
        self._hide(False)
        self.chromium.until(lambda: f"{self.url}/board/data" in self.chromium.requests(), "it is asked again")

    def test_an_answer_that_comes_when_nobody_looks_any_more_is_not_shown(self) -> None:
        with self.chromium.prepared(TIMERS + HELD):
            self._open()
        self.chromium.driver.execute_script("window.hold()")
        self.chromium.until(lambda: self.chromium.driver.execute_script("return window.held"), "an answer is held back")
        self._hide(True)
        self.chromium.driver.execute_async_script("window.release().then(arguments[0])")
        self.assertIn("Stopped", self.chromium.one("#pulse").text)
        self.assertEqual(self._timers(), [])
        self._hide(False)
        self.chromium.until(lambda: self.chromium.one("#pulse").text.startswith("Live"), "it is live again")

    def test_it_is_legible_and_fits_everywhere(self) -> None:
        for name, change in (("busy", BUSY), ("empty", EMPTY), ("paused", PAUSED)):
            for width in (360, 768, 1920):
                self.chromium.emulate(width, phone=width < 500)
                self._open(change)
                with self.subTest(name, width=width):
                    found = self.chromium.script("overflow")
                    self.assertEqual(found["out"], [])
                    self.assertLessEqual(found["scrollWidth"], width)
                for dark in (False, True):
                    with self.subTest(name, width=width, dark=dark):
                        self.chromium.emulate(width, dark=dark, phone=width < 500)
                        self.assertEqual(self.chromium.script("contrast", LEAST_CONTRAST), [])

    def test_the_console_is_silent_and_nobody_else_is_asked(self) -> None:
        self._open(BUSY)
        asked: list[str] = []
        self.chromium.until(lambda: self._asked_twice(asked), "the data were asked for again")
        self.assertEqual(self.chromium.errors(), [])
        self.assertEqual([url for url in asked if not url.startswith(f"{self.url}/")], [])

    def test_a_screen_reader_finds_its_way(self) -> None:
        self._open(BUSY)
        nodes = [node for node in self.chromium.command("Accessibility.getFullAXTree")["nodes"] if not node["ignored"]]
        roles = [node["role"]["value"] for node in nodes]
        self.assertEqual([roles.count(role) for role in ("main", "banner", "table", "slider")], [1, 1, 1, 3])
        controls = {"link", "button", "radio", "slider", "progressbar"}
        named = [node.get("name", {}).get("value", "").strip() for node in nodes if node["role"]["value"] in controls]
        self.assertGreater(len(named), 12)
        self.assertNotIn("", named)

    def _asked_twice(self, asked: list[str]) -> bool:
        asked += self.chromium.requests()
        return asked.count(f"{self.url}/board/data") >= 2

    def _timers(self) -> list[int]:
        """The milliseconds of each that is to fire."""
        timers: list[int] = self.chromium.driver.execute_script("return [...window.timers.values()]")
        return timers

    def _open(self, change: str | None = None) -> None:
        with self.chromium.prepared(ALTERED % change if change else ""):
            self.chromium.driver.get(f"{self.url}/board")
            self.chromium.until(lambda: self.chromium.one("#pulse").text.startswith("Live"), "the board is drawn")

    def _hand_in(self, name: str, data: bytes) -> None:
        """As a job, with the name as it is."""
        edge = uuid.uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="image"; filename="{name}"\r\n\r\n'.encode()
        request = urllib.request.Request(f"{self.url}/jobs", head + data + f"\r\n--{edge}--\r\n".encode())
        request.add_header("Content-Type", f"multipart/form-data; boundary={edge}")
        with urllib.request.urlopen(request, timeout=30) as response:
            self.assertEqual(response.status, 202)

    def _choose(self, state: str) -> None:
        self.chromium.one(f"#filter input[value={state}] + span").click()

    def _states(self) -> list[str]:
        return [badge.text for badge in self.chromium.all("#jobs .badge")]

    def _row(self, name: str) -> list[str]:
        """The texts of the first row with this name."""
        rows = (row.find_elements("css selector", "td") for row in self.chromium.all("#jobs tr"))
        return next(([cell.text for cell in row] for row in rows if name in row[1].text.split("\n")), [])

    def _figure(self, label: str) -> int:
        cell = next(cell for cell in self.chromium.all("#figures > div") if label in cell.text)
        return int(cell.find_element("css selector", ".value").text.replace(",", ""))

    def _wait_for_headline(self, text: str) -> None:
        self.chromium.until(lambda: self.chromium.one("#headline").text == text, f"it says: {text}")

    def _hide(self, hidden: bool) -> None:
        """As a browser tells a tab that goes to the background, or comes back."""
        self.chromium.driver.execute_script(
            "Object.defineProperty(document, 'hidden', { value: arguments[0], configurable: true });"
            "document.dispatchEvent(new Event('visibilitychange'))",
            hidden,
        )

    def _network(self, offline: bool) -> None:
        self.chromium.command("Network.enable")
        self.chromium.command(
            "Network.emulateNetworkConditions", offline=offline, latency=0, downloadThroughput=-1, uploadThroughput=-1
        )
