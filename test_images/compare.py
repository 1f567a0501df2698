#!/usr/bin/env python3
"""Sends every test image through a running service in each of its three ways, and compares what was read with what is
written. Exits 1 when the ways disagree. With `--write` the table goes into the README. Standard library only."""

import argparse
import sys
from datetime import date
from os.path import commonprefix

from catalogue import ENTRIES, HERE, Entry
from readme import README, with_table
from scoring import collapse, error_rate, word_f1
from service import BATCH_LIMIT, Reading, Service, ServiceError

IMAGES = [HERE / entry.image for entry in ENTRIES]


def by_single(service: Service) -> list[Reading]:
    return [service.extract(image) for image in IMAGES]


def by_batch(service: Service) -> list[Reading]:
    batches = [IMAGES[start : start + BATCH_LIMIT] for start in range(0, len(IMAGES), BATCH_LIMIT)]
    return [reading for batch in batches for reading in service.extract_batch(batch)]


def by_job(service: Service) -> list[Reading]:
    """All are queued before the first is waited for."""
    jobs = [service.submit(image) for image in IMAGES]
    return [service.wait(job, image.name) for job, image in zip(jobs, IMAGES, strict=True)]


WAYS = {"/extract-text": by_single, "/batch-extract": by_batch, "/jobs": by_job}


def read_all(service: Service) -> dict[str, list[Reading]]:
    readings: dict[str, list[Reading]] = {}
    for way, read in WAYS.items():
        readings[way] = read(service)
        cached = sum(reading.cached for reading in readings[way])
        print(f"{way}: {len(readings[way])} images read, {cached} of them from the cache")
    return readings


def differences(readings: dict[str, list[Reading]]) -> list[str]:
    """Images whose text depends on the way they were sent."""
    first, *others = WAYS
    return [
        f"{entry.image}: {way} read {excerpt(one.text, other.text)}, {first} read {excerpt(other.text, one.text)}"
        for way in others
        for entry, one, other in zip(ENTRIES, readings[first], readings[way], strict=True)
        if one.text != other.text
    ]


def truth_of(entry: Entry) -> str:
    return (HERE / entry.truth).read_text(encoding="utf-8")


def table(readings: list[Reading]) -> list[str]:
    lines = [
        "| | file | what it shows | pixels | CER | word F1 | confidence | exact | read where it is wrong |",
        "| --: | --- | --- | --- | --: | --: | --: | --- | --- |",
    ]
    lines += [row(entry, reading, truth_of(entry)) for entry, reading in zip(ENTRIES, readings, strict=True)]
    return [*lines, "", summary(readings)]


def row(entry: Entry, reading: Reading, truth: str) -> str:
    exact = collapse(truth) == collapse(reading.text)
    cells = [
        str(entry.number),
        f"`{entry.image}`",
        entry.shows,
        f"{reading.width} × {reading.height}",
        f"{error_rate(truth, reading.text):.3f}",
        f"{word_f1(truth, reading.text):.3f}",
        f"{reading.confidence:.2f}",
        "yes" if exact else "no",
        "" if exact else excerpt(truth, reading.text),
    ]
    return f"| {' | '.join(cells)} |"


def excerpt(truth: str, read: str, before: int = 12, length: int = 48) -> str:
    """What was read around the first place where it is wrong, fit for a cell of a Markdown table."""
    truth, read = collapse(truth), collapse(read)
    if not read:
        return "(nothing)"
    same = len(commonprefix([truth, read]))
    start = max(0, same - before)
    cut = read[start : start + length].strip().replace("`", "'").replace("|", "\\|")
    return f"{'…' * (start > 0)}`{cut}`{'…' * (start + length < len(read))}"


def summary(readings: list[Reading]) -> str:
    pairs = [(truth_of(entry), reading.text) for entry, reading in zip(ENTRIES, readings, strict=True)]
    exact = sum(collapse(truth) == collapse(read) for truth, read in pairs)
    rates = [error_rate(truth, read) for truth, read in pairs if truth]
    mean = sum(rates) / len(rates)
    good = sum(rate <= 0.02 for rate in rates)
    return (
        f"{date.today()}: {exact} of {len(pairs)} exact; of the {len(rates)} with text, {good} with a CER up to 0.02, "
        f"{sum(rate > 0.5 for rate in rates)} over 0.5; mean CER {mean:.3f}. "
        "All three ways gave the same text."
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8080", help="where the service is (default: %(default)s)")
    parser.add_argument("--write", action="store_true", help="put the table into README.md instead of printing it")
    options = parser.parse_args()
    try:
        readings = read_all(Service(options.url))
    except ServiceError as error:
        sys.exit(str(error))
    if different := differences(readings):
        print("\n".join(different), file=sys.stderr)
        return 1
    lines = table(readings["/extract-text"])
    if options.write:
        README.write_text(with_table("results", lines), encoding="utf-8")
        print(lines[-1])
    else:
        print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
