"""Images with the text that stands in each, in one of two kinds of folder."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from accuracy import paths

CAPTCHA = "captcha"
"""The category that no mean has in it."""


class DatasetError(Exception):
    """The folder is not what it should be. The text is for the user."""


@dataclass(frozen=True)
class Sample:
    path: str
    """Within the dataset's folder."""
    file: Path
    truth: str
    category: str = "images"
    language: str = "eng"
    """As Tesseract joins them, `eng+deu`."""
    ordered: bool = True
    """Whether the truth is in reading order. Where not, only its words count."""
    any_case: bool = False
    """Whether capitals are as good as small letters."""

    @property
    def counts(self) -> bool:
        """Whether it is part of the means."""
        return self.category != CAPTCHA


@dataclass(frozen=True)
class Dataset:
    name: str
    folder: Path
    samples: list[Sample]

    def readable(self, languages: set[str]) -> list[Sample]:
        """Those that need no other languages."""
        return [sample for sample in self.samples if set(sample.language.split("+")) <= languages]


def load(folder: Path) -> Dataset:
    """With `accuracy/manifest.tsv`: what that lists; otherwise each `N_test.EXT` that has a `N_test.txt` beside it."""
    folder = folder.resolve()
    manifest = folder / "accuracy" / "manifest.tsv"
    samples = list(_listed(folder, manifest) if manifest.exists() else _paired(folder))
    if not samples:
        raise DatasetError(f"{folder} has neither accuracy/manifest.tsv nor any N_test.EXT with its N_test.txt")
    return Dataset(folder.name, folder, samples)


def _listed(folder: Path, manifest: Path) -> Iterator[Sample]:
    with manifest.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            file = folder / row["path"]
            yield Sample(
                path=row["path"],
                file=file,
                truth=file.with_suffix(".gt.txt").read_text(encoding="utf-8"),
                category=row["category"],
                language=row["language"],
                ordered=row["order"] == "reliable",
                any_case=row["case"] == "insensitive",
            )


def _paired(folder: Path) -> Iterator[Sample]:
    categories = _catalogued() if folder == paths.TEST_IMAGES else {}
    for truth in sorted(folder.glob("*_test.txt"), key=_number):
        for file in folder.glob(f"{truth.stem}.*"):
            if file != truth:
                category = categories.get(file.name, "images")
                yield Sample(file.name, file, truth.read_text(encoding="utf-8"), category)


def _number(file: Path) -> tuple[int, str]:
    digits = file.name.split("_")[0]
    return (int(digits) if digits.isdecimal() else 0, file.name)


def _catalogued() -> dict[str, str]:
    """The category of each of our own images: the module of `test_images/draw` that draws it."""
    from catalogue import ENTRIES

    modules = {entry.image: entry.drawing.split(".")[0] for entry in ENTRIES}
    return {image: CAPTCHA if module == "captchas" else module for image, module in modules.items()}
