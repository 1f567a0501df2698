"""Readings of `lector-accuracy-probe`, which reads without HTTP and jobs, and has Tesseract's own confidences."""

import json
import os
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from accuracy.dataset import Dataset, Sample
from accuracy.reading import Reading


class ProbeError(Exception):
    """The text is for the user."""


class Probe:
    def __init__(self, binaries: Path) -> None:
        self._program = binaries / "lector-accuracy-probe"

    def parts(self) -> list[str]:
        """The names that `--without` takes."""
        return self._run(["rungs"], "").split()

    def read(self, samples: Sequence[Sample], without: Sequence[str] = ()) -> list[Reading]:
        """As `preprocess=auto` reads; seconds are of one processor."""
        arguments = ["auto", *(word for part in without for word in ("--without", part))]
        paths = {str(sample.file): sample for sample in samples}
        answers = self._run(arguments, "".join(f"{path}\t{sample.language}\n" for path, sample in paths.items()))
        found = dict(_readings(answers.splitlines()))
        if missing := [path for path in paths if path not in found]:
            raise ProbeError(f"{self._program.name} says nothing of {', '.join(missing)}")
        return [found[path] for path in paths]

    def _run(self, arguments: list[str], lines: str) -> str:
        env = dict(os.environ, OMP_THREAD_LIMIT="1")
        command = [str(self._program), *arguments]
        try:
            done = subprocess.run(command, input=lines, capture_output=True, encoding="utf-8", env=env, check=True)
        except OSError as error:
            raise ProbeError(f"{error}: `swift build -c release --product {self._program.name}` makes it") from None
        except subprocess.CalledProcessError as error:
            raise ProbeError(f"{' '.join(command)} ended with {error.returncode}: {error.stderr[-2000:]}") from None
        return done.stdout


def from_file(file: Path, datasets: Iterable[Dataset]) -> list[tuple[Sample, Reading]]:
    """What the probe has left in a file.

    Paths are whole, or within their dataset's folder; other images are passed over.
    """
    known = [sample for data in datasets for sample in data.samples]
    samples = {path: sample for sample in known for path in (sample.path, str(sample.file))}
    with file.open(encoding="utf-8") as lines:
        return [(samples[path], reading) for path, reading in _readings(lines) if path in samples]


def _readings(lines: Iterable[str]) -> Iterable[tuple[str, Reading]]:
    for answer in map(json.loads, filter(str.strip, lines)):
        seconds, failure = answer.get("seconds", 0), answer.get("failure") or ""
        words = Reading.words_of(answer)
        yield answer["path"], Reading(answer["text"], seconds, answer.get("confidence", 0), words, failure)
