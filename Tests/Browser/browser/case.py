"""What the test cases have in common: a browser and a page."""

import unittest
from typing import ClassVar

from browser.chromium import Chromium
from browser.page import ReadingPage
from browser.session import Session


class BrowserCase(unittest.TestCase):
    session: ClassVar[Session]
    settings: ClassVar[dict[str, str]] = {}
    """Of the service; those with the same share one."""
    scripts: ClassVar[bool] = True

    @classmethod
    def setUpClass(cls) -> None:
        cls.url = cls.session.url(cls.settings)
        cls.chromium = Chromium(cls.scripts)
        cls.addClassCleanup(cls.chromium.close)

    def setUp(self) -> None:
        self.page = ReadingPage(self.chromium, self.url)
        self.chromium.emulate()
        if self.scripts:
            self.page.open()
        self.chromium.errors()
        self.chromium.requests()
