"""hOCR, ALTO, TSV, Markdown and names, each good and with one fault."""

import unittest
from collections.abc import Callable, Iterable

from outputs import alto, hocr, markdown, names, tsv
from outputs.client import Answer, Job
from selftests.by_hand import ALTO, HOCR, JOB, TSV

Complaints = Callable[[bytes, Job], Iterable[str]]


class Faults(unittest.TestCase):
    def assert_good(self, complaints: Complaints, text: str) -> None:
        self.assertEqual(list(complaints(text.encode(), JOB)), [])

    def assert_reported(self, complaints: Complaints, text: str, old: str, new: str) -> None:
        self.assertIn(old, text)
        with self.subTest(old=old, new=new):
            self.assertTrue(list(complaints(text.replace(old, new, 1).encode(), JOB)))


class HOCR_(Faults):
    def test_faults(self) -> None:
        def check(body: bytes, job: Job) -> Iterable[str]:
            return hocr.complaints(body, job, "a.png")

        self.assert_good(check, HOCR)
        self.assert_reported(check, HOCR, "ocr-system", "system")
        self.assert_reported(check, HOCR, 'class="ocr_page"', 'class="page"')
        self.assert_reported(check, HOCR, "word_2", "word_1")
        self.assert_reported(check, HOCR, "60 10 90 30", "61 10 90 30")
        self.assert_reported(check, HOCR, "day", "night")
        self.assert_reported(check, HOCR, "</body>", "")


class ALTO_(Faults):
    def test_faults(self) -> None:
        self.assert_good(alto.complaints, ALTO)
        self.assert_reported(alto.complaints, ALTO, ' PHYSICAL_IMG_NR="1"', "")
        self.assert_reported(alto.complaints, ALTO, 'ID="b"', 'ID="a"')
        self.assert_reported(alto.complaints, ALTO, "4.3", "4.4")
        self.assert_reported(alto.complaints, ALTO, "10,25 90,25", "10 25 90 25")
        self.assert_reported(alto.complaints, ALTO, ' BASELINE="10,25 90,25"', "")
        self.assert_reported(alto.complaints, ALTO, 'WIDTH="40"', 'WIDTH="41"')
        self.assert_reported(alto.complaints, ALTO, "ns-v4#", "ns-v3#")


class TSV_(Faults):
    def test_faults(self) -> None:
        self.assert_good(tsv.complaints, TSV)
        self.assert_reported(tsv.complaints, TSV, "level", "Level")
        self.assert_reported(tsv.complaints, TSV, "Good", "Good\tmorning")
        self.assert_reported(tsv.complaints, TSV, "98.500000", "98.5")
        self.assert_reported(tsv.complaints, TSV, "-1\t", "0\t")
        self.assert_reported(tsv.complaints, TSV, "1\t2\t60", "1\t3\t60")
        self.assert_reported(tsv.complaints, TSV, "60\t10", "60\t11")

    def test_beside_tesseract(self) -> None:
        rows = tsv.parse(TSV)
        self.assertEqual(list(tsv.beside_tesseract(rows, tsv.parse(TSV.replace("98.500000", "96.1")))), [])
        for other in (TSV.replace("day", "say"), TSV.replace("40\t20", "41\t20"), TSV + TSV.splitlines()[1] + "\n"):
            self.assertTrue(list(tsv.beside_tesseract(rows, tsv.parse(other))))


class Markdown(Faults):
    def test_faults(self) -> None:
        for text in ("Good day\n", "# Good\n\n- day\n", "| Good |\n| --- |\n| day |\n", "```\nGood  day\n```\n"):
            self.assert_good(markdown.complaints, text)
        markup = ("*Good* day\n", "Good [day](x)\n", "Good <b>day</b>\n", "Good\n\n---\n\nday\n")
        for text in ("Good\n", "day Good\n", *markup):
            with self.subTest(text=text):
                self.assertTrue(list(markdown.complaints(text.encode(), JOB)))


class Names(unittest.TestCase):
    def test_faults(self) -> None:
        def complaints(header: str, media_type: str = "text/plain; charset=utf-8") -> list[str]:
            answer = Answer(200, {"content-disposition": header, "content-type": media_type}, b"")
            return list(names.complaints(answer, "text", "ü"))

        good = "attachment; filename=\"_.txt\"; filename*=UTF-8''%C3%BC.txt"
        self.assertEqual(complaints(good), [])
        for header in ("", good.replace("attachment", "inline"), good.replace("%BC", "%BD"), good.replace("_.", '".')):
            self.assertTrue(complaints(header))
        self.assertTrue(complaints(good, "text/html"))
