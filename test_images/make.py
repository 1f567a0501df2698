#!/usr/bin/env python3
"""Remakes the test images and their texts, byte for byte: the same packages and fonts give the same files.

`make.py` writes them beside itself; `make.py --check` remakes them in memory and exits 1 where a file differs."""

import argparse
import importlib
import sys
from importlib.metadata import PackageNotFoundError, version

from catalogue import ENTRIES, HERE, Entry
from readme import README, with_table


def need_packages() -> None:
    """Another version of Pillow may draw or pack a pixel differently, so it has to be the pinned one."""
    for line in (HERE / "requirements.txt").read_text().split():
        name, wanted = line.split("==")
        try:
            found = version(name)
        except PackageNotFoundError:
            found = "not installed"
        if found != wanted:
            sys.exit(f"{name} {wanted} is needed ({found}): pip install -r {HERE / 'requirements.txt'}")


def need_fonts() -> None:
    from draw.fonts import missing

    absent = missing()
    for package, files in absent.items():
        print(f"missing, from the package {package}: {', '.join(files)}", file=sys.stderr)
    if absent:
        sys.exit(f"install them first: sudo apt-get install {' '.join(absent)}")


def make(entry: Entry) -> dict[str, bytes]:
    from draw.encode import encode

    module, function = entry.drawing.split(".")
    sheet = getattr(importlib.import_module(f"draw.{module}"), function)()
    return {entry.image: encode(sheet, entry.extension, entry.quality), entry.truth: sheet.text.encode()}


def readme() -> bytes:
    rows = ["| | file | what it shows |", "| --: | --- | --- |"]
    rows += [f"| {entry.number} | `{entry.image}` | {entry.shows} |" for entry in ENTRIES]
    return with_table("images", rows).encode()


def left_over(names: set[str]) -> list[str]:
    return sorted(path.name for path in HERE.glob("[0-9]*_test.*") if path.name not in names)


def write(files: dict[str, bytes], stale: list[str]) -> int:
    for name in stale:
        (HERE / name).unlink()
    for name, content in files.items():
        (HERE / name).write_bytes(content)
    print(f"{len(ENTRIES)} images, {sum(map(len, files.values())) / 1e6:.2f} MB with their texts")
    return 0


def check(files: dict[str, bytes], stale: list[str]) -> int:
    for name in stale:
        print(f"{name}: not one of ours")
    wrong = [name for name, content in files.items() if _read(name) != content]
    for name in wrong:
        print(f"{name}: differs from what is made" if (HERE / name).exists() else f"{name}: missing")
    if not wrong and not stale:
        print(f"all {len(ENTRIES)} images, their texts and the README's table are as made")
    return 1 if wrong or stale else 0


def _read(name: str) -> bytes | None:
    path = HERE / name
    return path.read_bytes() if path.exists() else None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file differs")
    checking = parser.parse_args().check
    need_packages()
    need_fonts()
    files = {name: content for entry in ENTRIES for name, content in make(entry).items()}
    stale = left_over(set(files))
    files[README.name] = readme()
    return check(files, stale) if checking else write(files, stale)


if __name__ == "__main__":
    sys.exit(main())
