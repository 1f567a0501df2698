"""Folders of both kinds, answers of the probe, and the document that results are put into."""

import json
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from accuracy import dataset, document, paths, probe
from accuracy.dataset import Dataset, DatasetError
from accuracy.document import DocumentError
from accuracy.reading import Word

HEAD = "path\tcategory\tlanguage\torder\tcase\tnote\n"


class Files(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name).resolve()

    def put(self, name: str, text: str = "") -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def listed(self) -> Dataset:
        rows = 'accuracy/form/a.b.png\tform\teng+deu\tunreliable\tinsensitive\ta "quote\n'
        self.put("accuracy/manifest.tsv", HEAD + rows)
        self.put("accuracy/form/a.b.gt.txt", "Größe")
        return dataset.load(self.folder)


class Folders(Files):
    def test_with_a_manifest(self) -> None:
        (sample,) = self.listed().samples
        self.assertEqual((sample.truth, sample.category, sample.language), ("Größe", "form", "eng+deu"))
        self.assertEqual((sample.ordered, sample.any_case, sample.counts), (False, True, True))
        self.assertEqual(sample.file, self.folder / "accuracy/form/a.b.png")

    def test_of_pairs(self) -> None:
        for name in ("10_test.png", "10_test.txt", "9_test.jpg", "9_test.txt", "8_test.txt", "README.md"):
            self.put(name, name)
        samples = dataset.load(self.folder).samples
        found = [(sample.path, sample.truth) for sample in samples]
        self.assertEqual(found, [("9_test.jpg", "9_test.txt"), ("10_test.png", "10_test.txt")])

    def test_of_neither_kind(self) -> None:
        with self.assertRaises(DatasetError):
            dataset.load(self.folder)

    def test_our_own(self) -> None:
        samples = dataset.load(paths.TEST_IMAGES).samples
        self.assertEqual(len(samples), 37)
        left_out = [sample.path for sample in samples if not sample.counts]
        self.assertEqual(left_out, ["30_test.png", "31_test.jpg", "32_test.bmp", "33_test.gif"])
        self.assertEqual(samples[0].category, "pages")


class Answers(Files):
    def test_paths_are_whole_or_within_the_folder(self) -> None:
        data = self.listed()
        lines = [
            {"path": "accuracy/form/a.b.png", "text": "Grösse", "words": [{"text": "Grösse", "confidence": 0.7}]},
            {"path": str(data.samples[0].file), "text": "", "failure": "broken"},
            {"path": "elsewhere.png", "text": ""},
        ]
        file = self.put("answers.jsonl", "\n".join(map(json.dumps, lines)) + "\n\n")
        (_, first), (_, second) = probe.from_file(file, [data])
        self.assertEqual(first.words, [Word("Grösse", 0.7)])
        self.assertEqual(second.failure, "broken")


class Document(Files):
    def test_results_take_the_place_of_the_last(self) -> None:
        file = self.put("accuracy.md", "# A\n<!-- b -->\nold\n<!-- /b -->\nrest\n")
        with mock.patch.object(document, "DOCUMENT", file):
            document.write("b", ["new", "", "lines"])
        self.assertEqual(file.read_text(), "# A\n<!-- b -->\nnew\n\nlines\n<!-- /b -->\nrest\n")

    def test_a_place_that_is_missing(self) -> None:
        file = self.put("accuracy.md", "<!-- b -->\n")
        with mock.patch.object(document, "DOCUMENT", file), self.assertRaises(DocumentError):
            document.check_place("b")
