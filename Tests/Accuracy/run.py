#!/usr/bin/env python3
"""`make accuracy`: has a service of its own read folders of images, and says how well. docs/accuracy.md has the rest.

    Tests/Accuracy/run.py [FOLDER ...]      # a table for each: test_images, and ../shared/images where that is there
    Tests/Accuracy/run.py --check           # the regression test: 1 where test_images is read worse than in bounds.json
    Tests/Accuracy/run.py --ablation        # what each part of `auto` is worth, by lector-accuracy-probe
    Tests/Accuracy/run.py --fit [FILE]      # a map from Tesseract's confidences to shares of right words

With --write it is put into docs/accuracy.md too, with the plot beside it, which needs Tests/Accuracy/setup.
"""

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from accuracy import answers, checking, dataset, document, fitting, machine, paths, table
from accuracy.ablation import ablation
from accuracy.calibration import expected_error
from accuracy.dataset import Dataset, DatasetError
from accuracy.document import DocumentError
from accuracy.judging import judged
from accuracy.measuring import BOTH, OURS, PLAIN, Measured, measure
from accuracy.probe import Probe, ProbeError, from_file
from accuracy.service import ServiceError, running


def main() -> int:
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return _check(options) if options.check else _show(options)
    except (DatasetError, DocumentError, ProbeError, ServiceError) as error:
        sys.exit(f"accuracy: {error}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="only test_images, against bounds.json")
    what.add_argument("--ablation", action="store_true", help="each part of `auto` left out in turn")
    what.add_argument("--fit", nargs="?", const="", metavar="FILE", help="FILE: what the probe has answered already")
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--write", action="store_true", help="into docs/accuracy.md, too")
    parser.add_argument("--answers", type=Path, metavar="FILE", help="where to put all that was read, as JSON lines")
    parser.add_argument("--parallel", type=int, metavar="N", help="images at a time (default: 1; --check: processors)")
    parser.add_argument("--binaries", type=Path, default=paths.ROOT / ".build" / "release", help="default: %(default)s")
    return parser.parse_args()


def _show(options: argparse.Namespace) -> int:
    folders = options.folders or [paths.TEST_IMAGES, *filter(_is_manifested, [paths.REAL_IMAGES])]
    datasets = [dataset.load(folder) for folder in folders]
    if options.fit is not None:
        _fit(options, datasets)
    elif options.ablation:
        _ablate(options, datasets)
    else:
        _measure(options, datasets)
    return 0


def _is_manifested(folder: Path) -> bool:
    return (folder / "accuracy" / "manifest.tsv").exists()


def _measure(options: argparse.Namespace, datasets: list[Dataset]) -> None:
    if options.write:
        draw = _plotter()
        for data in datasets:
            document.check_place(f"accuracy:{data.name}")
    described = machine.described()
    measured = _read(options, datasets, BOTH, options.parallel or 1)
    for one in measured:
        _put(f"accuracy:{one.dataset.name}", table.results(one, described), options.write)
    if options.write:
        draw(measured)


def _read(options: argparse.Namespace, datasets: list[Dataset], ways: tuple[str, ...], parallel: int) -> list[Measured]:
    """By a service with as many slots as there are requests at a time, so that none waits for another."""
    with _clock() as report, running(options.binaries, parallel) as service:
        measured = [measure(service, data, ways, parallel, report) for data in datasets]
    if options.answers:
        answers.write(options.answers, measured)
    return measured


def _plotter() -> Callable[[list[Measured]], None]:
    try:
        from accuracy import plot
    except ImportError:
        sys.exit("accuracy: run Tests/Accuracy/setup, and then this with Tests/Accuracy/.venv/bin/python.")

    def draw(measured: list[Measured]) -> None:
        title = f"{', '.join(one.dataset.name for one in measured)}: {machine.described()}"
        words = {way: [word for one in measured for page in one.ways[way].words for word in page] for way in BOTH}
        pages = [page for one in measured for page in one.ways[OURS].pages]
        plot.draw(words[OURS], words[PLAIN], pages, title, paths.PLOT)

    return draw


def _check(options: argparse.Namespace) -> int:
    datasets = [dataset.load(paths.TEST_IMAGES)]
    (measured,) = _read(options, datasets, (OURS,), options.parallel or len(os.sched_getaffinity(0)))
    found, bad = checking.complaints(measured.ways[OURS].scores)
    for line in bad:
        print(f"test_images: {line}")
    figures = f"mCER {table.number(found.mcer, 4)}, mF1 {table.number(found.mf1, 4)}"
    print(f"test_images: {figures}: {'worse' if bad else 'good'}")
    return 1 if bad else 0


def _ablate(options: argparse.Namespace, datasets: list[Dataset]) -> None:
    for data in datasets if options.write else []:
        document.check_place(f"ablation:{data.name}")
    described = machine.described()
    installed = _installed(options)
    for data in datasets:
        with _clock() as report:
            lines = ablation(Probe(options.binaries), data.readable(installed), report)
        _put(f"ablation:{data.name}", [*lines, "", f"Measured {described}."], options.write)


def _fit(options: argparse.Namespace, datasets: list[Dataset]) -> None:
    if options.fit:
        readings = from_file(Path(options.fit), datasets)
    else:
        installed = _installed(options)
        samples = [sample for data in datasets for sample in data.readable(installed) if sample.counts]
        readings = list(zip(samples, Probe(options.binaries).read(samples), strict=True))
    pages = [judged(sample, reading.words) for sample, reading in readings if sample.counts]
    words = list(chain(*pages))
    if not words:
        sys.exit("accuracy: there are no words with confidences to fit anything to")
    print(f"{len(words):,} words of {len(pages)} images; calibration error {expected_error(words):.4f} as they are,")
    print(f"{expected_error(fitting.crossed(pages)):.4f} by a map that was fitted to the other half of the images.")
    print("(raw confidence, share that is right):")
    print(", ".join(f"({point.raw:.3f}, {point.share:.3f})" for point in fitting.fit(words)))


def _installed(options: argparse.Namespace) -> set[str]:
    with running(options.binaries, 1) as service:
        return service.languages()


def _put(name: str, lines: list[str], write: bool) -> None:
    print("\n".join(lines), end="\n\n")
    if write:
        document.write(name, lines)


@contextmanager
def _clock() -> Iterator[Callable[[str], None]]:
    """Reports on standard error, with the seconds so far."""
    start = time.monotonic()
    yield lambda line: print(f"accuracy: {time.monotonic() - start:4.0f} s  {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
