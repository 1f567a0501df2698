"""What poppler finds in a PDF beside its job."""

import unittest

from outputs import pdf
from outputs.pdf import Found, Tally
from selftests.by_hand import JOB

SIZES = [(100, 40)]
GOOD = [Found("Good", 0, (0.1, 0.25, 0.5, 0.75)), Found("day", 0, (0.6, 0.25, 0.9, 0.75))]


class Words(unittest.TestCase):
    def complaints(self, *found: Found) -> list[str]:
        return list(pdf.misplaced(list(found), JOB, SIZES, Tally()))

    def test_faults(self) -> None:
        self.assertEqual(self.complaints(*GOOD), [])
        self.assertTrue(self.complaints(GOOD[0]))
        self.assertTrue(self.complaints(*reversed(GOOD)))
        self.assertTrue(self.complaints(GOOD[0], Found("day", 0, (0.6, 0.25, 0.93, 0.75))))

    def test_letters(self) -> None:
        boxes = [(place / 8, 0.25, (place + 1) / 8, 0.75) for place in range(7)]
        letters = [Found(letter, 0, box) for letter, box in zip("Goodday", boxes, strict=True)]
        self.assertEqual([word.text for word in pdf.joined(letters, JOB)], ["Good", "day"])
        self.assertEqual(pdf.joined(letters, JOB)[0].box, (0.0, 0.25, 0.5, 0.75))
        self.assertEqual(pdf.joined(letters[1:], JOB), letters[1:])

    def test_tally(self) -> None:
        tally = Tally()
        list(pdf.misplaced([GOOD[0], Found("day", 0, (0.6, 0.3, 0.9, 0.75))], JOB, SIZES, tally))
        self.assertEqual(tally, Tally(words=2, found=2, placed=1))
        self.assertEqual(pdf.total([tally, Tally(1, 1, 1, 1)]), Tally(3, 3, 2, 1))
        self.assertEqual(pdf.total([]), Tally())


class Pages(unittest.TestCase):
    def test_faults(self) -> None:
        self.assertEqual(list(pdf.misshapen([(72.0, 28.8)], SIZES)), [])
        self.assertTrue(list(pdf.misshapen([(72.0, 30.0)], SIZES)))
        self.assertTrue(list(pdf.misshapen([], SIZES)))


class Files(unittest.TestCase):
    def test_no_pdf(self) -> None:
        self.assertTrue(list(pdf.complaints(b"no PDF", JOB, SIZES, Tally())))
