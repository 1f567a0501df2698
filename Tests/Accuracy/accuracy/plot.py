"""The calibration plot: how often words are right that have a confidence, and the same of pages."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

from matplotlib import pyplot
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image

from accuracy.calibration import Judged, Page, bins, expected_error

FEWEST = 10
"""Words of a bin that is shown."""
COLOURS = 64
_OURS, _PLAIN = "#1f5fa8", "#d08020"


def draw(ours: Sequence[Judged], plain: Sequence[Judged], pages: Sequence[Page], title: str, file: Path) -> None:
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9, 5), dpi=100)
    _frame(left, "words", "share of them that is right")
    _curve(left, plain, "plain Tesseract", _PLAIN)
    _curve(left, ours, "Lector", _OURS)
    left.legend(loc="upper left", frameon=False, fontsize=8)
    _frame(right, f"{len(pages)} images, by Lector", "share of the words read that is right")
    right.plot([page.confidence for page in pages], [page.right for page in pages], "o", color=_OURS, alpha=0.4, mew=0)
    figure.suptitle(title, fontsize=10)
    figure.tight_layout()
    _save(figure, file)
    pyplot.close(figure)


def _save(figure: Figure, file: Path) -> None:
    """In few colours, which takes a third of the space."""
    pixels = BytesIO()
    figure.savefig(pixels, format="png")
    Image.open(pixels).convert("RGB").quantize(COLOURS).save(file, optimize=True)


def _frame(axes: Axes, title: str, share: str) -> None:
    axes.plot([0, 1], [0, 1], ":", color="grey", lw=1)
    axes.set(title=title, xlabel="confidence", ylabel=share, xlim=(-0.02, 1.02), ylim=(-0.02, 1.02), aspect="equal")
    axes.grid(alpha=0.2)


def _curve(axes: Axes, words: Sequence[Judged], name: str, color: str) -> None:
    """Larger marks are of more words."""
    shown = [bin for bin in bins(words) if bin.words >= FEWEST]
    across, up = [bin.confidence for bin in shown], [bin.right for bin in shown]
    error = expected_error(words)
    label = f"{name}: {len(words):,} words" + ("" if error is None else f",\ncalibration error {error:.3f}")
    axes.plot(across, up, "-", color=color, lw=1)
    axes.scatter(across, up, [8 + 200 * bin.words / len(words) for bin in shown], color=color, label=label)
