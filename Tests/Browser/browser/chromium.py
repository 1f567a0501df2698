"""Debian's Chromium without a window, driven by its own driver: nothing is looked for or fetched elsewhere."""

import base64
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from browser.paths import SCRIPTS

LIMIT = 30
"""Seconds for a condition to come true."""

Found = TypeVar("Found")


class Chromium:
    def __init__(self, scripts: bool = True) -> None:
        self._scripts = scripts
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for argument in ("--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"):
            options.add_argument(argument)
        if os.geteuid() == 0:
            options.add_argument("--no-sandbox")
        if not scripts:
            options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options, webdriver.ChromeService("/usr/bin/chromedriver"))

    def close(self) -> None:
        self.driver.quit()

    def command(self, name: str, **parameters: Any) -> Any:
        """Of the Chrome DevTools Protocol."""
        return self.driver.execute_cdp_cmd(name, parameters)

    def emulate(self, width: int = 1280, height: int = 900, dark: bool = False, phone: bool = False) -> None:
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=2 if phone else 1,
            mobile=phone,
        )
        self.command("Emulation.setTouchEmulationEnabled", enabled=phone)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        # Nothing moves, so that what is looked at is what stays.
        still = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.command("Emulation.setEmulatedMedia", features=[scheme, still])
        self.until(lambda: self.script("emulated", width, dark), "the page has the width and theme asked for")
        if self._scripts:
            # Styles follow with the next frame.
            self.driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")

    def script(self, name: str, *arguments: Any) -> Any:
        """The value that a function in `scripts/` returns."""
        text = (SCRIPTS / f"{name}.js").read_text()
        return self.driver.execute_script(f"return ({text}).apply(null, arguments);", *arguments)

    @contextmanager
    def prepared(self, source: str) -> Iterator[None]:
        """Pages that are loaded meanwhile run this script before their own."""
        added = self.command("Page.addScriptToEvaluateOnNewDocument", source=source)
        try:
            yield
        finally:
            self.command("Page.removeScriptToEvaluateOnNewDocument", identifier=added["identifier"])

    def blocked(self, *patterns: str) -> None:
        """Requests for URLs like these fail from now on; without any, none do."""
        self.command("Network.enable")
        self.command("Network.setBlockedURLs", urls=list(patterns))

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements("css selector", selector)

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element("css selector", selector)

    def until(self, condition: Callable[[], Found], what: str) -> Found:
        """The first true value of the condition; a page that is being redrawn is asked again."""
        wait = WebDriverWait(self.driver, LIMIT, 0.05, [WebDriverException])
        return wait.until(lambda _: condition(), f"never: {what}")

    def errors(self) -> list[str]:
        """What the console says has gone wrong since it was last asked."""
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]

    def requests(self) -> list[str]:
        """The URLs asked for since it was last asked."""
        messages = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        sent = [message["params"] for message in messages if message["method"] == "Network.requestWillBeSent"]
        return [parameters["request"]["url"] for parameters in sent]

    def screenshot(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(base64.b64decode(self.command("Page.captureScreenshot", format="png")["data"]))
