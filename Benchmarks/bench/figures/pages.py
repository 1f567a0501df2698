"""Pages a second through the whole service, beside a bare libtesseract loop and the replaced service."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median

from bench import bare, images
from bench.images import Image
from bench.load import Load, extract_all
from bench.plan import Bench
from bench.processes import MeasuringError
from bench.replaced import AS_IT_WAS, DEPLOYMENTS, replaced
from bench.report import Outcome, Row
from bench.service import lector
from bench.stats import median_ratio, spread

Side = Callable[[], Load]
BARE = "bare libtesseract loop that looks for columns as Lector does (mode 3)"
BARE_BLOCK = "bare libtesseract loop as the C API starts, each page one block (mode 6)"
BARE_LOOPS = {BARE: 3, BARE_BLOCK: 6}
EXTRA_CLIENTS = 2
"""More clients than slots: the next page is there when a slot is free."""


def full(bench: Bench) -> Outcome:
    pages = images.full_pages() * bench.plan.page_copies
    return _compare(bench, "full pages", pages, bench.plan.page_rounds, {BARE: "≥ 1.0", BARE_BLOCK: "≥ 1.0", AS_IT_WAS: "≥ 1.25"})


def small(bench: Bench) -> Outcome:
    cuts = images.small_images(bench.plan.small_images)
    return _compare(bench, "small images", cuts, bench.plan.small_rounds, {BARE: "≥ 1.0", BARE_BLOCK: "≥ 1.0", AS_IT_WAS: "≥ 2"})


def _compare(bench: Bench, what: str, fed: list[Image], rounds: int, aims: dict[str, str]) -> Outcome:
    with ExitStack() as stack:
        service = stack.enter_context(lector(bench, bench.work / "pages"))
        slots = service.slots()
        ports = {
            name: stack.enter_context(replaced(bench.work / f"replaced-{number}", options))
            for number, (name, options) in enumerate(DEPLOYMENTS.items())
        }
        sides: dict[str, Side] = {
            "Lector": partial(extract_all, service.port, fed, slots + EXTRA_CLIENTS),
        }
        for name, mode in BARE_LOOPS.items():
            sides[name] = partial(_bare_loop, bench.work / "fed", fed, slots, mode)
        for name, port in ports.items():
            sides[name] = partial(extract_all, port, fed, slots + EXTRA_CLIENTS)
        service.warm_up(fed[: 2 * slots])
        loads = _alternate(sides, rounds)
    return _outcome(what, loads, slots, aims, len(fed))


def _bare_loop(folder: Path, fed: list[Image], processes: int, mode: int) -> Load:
    folder.mkdir(exist_ok=True)
    files = [image.write(folder) for image in fed]
    result = bare.tesseract_loop(processes, mode, files)
    return Load(result["pages"], result["seconds"], result["errors"], result["characters"], client_share=0)


def _alternate(sides: dict[str, Side], rounds: int) -> dict[str, list[Load]]:
    """Each side once a round; every other round backwards, so that a slow drift of the machine favours none."""
    loads: dict[str, list[Load]] = {name: [] for name in sides}
    for number in range(rounds):
        for name in list(sides)[:: -1 if number % 2 else 1]:
            loads[name].append(sides[name]())
            if not loads[name][-1].pages:
                raise MeasuringError(f"{name} read none of {loads[name][-1].errors} images")
    return loads


def _outcome(what: str, loads: dict[str, list[Load]], slots: int, aims: dict[str, str], fed: int) -> Outcome:
    rates = {name: [load.rate for load in side] for name, side in loads.items()}
    ours = rates.pop("Lector")
    outcome = Outcome()
    for name, theirs in rates.items():
        label = f"{name}, {slots} processes" if name in BARE_LOOPS else f"replaced service, {name}"
        outcome.rows.append(
            Row(
                f"{what} a second",
                f"{median(ours):.2f}",
                f"{label}: {median(theirs):.2f}",
                f"**{median_ratio(ours, theirs):.2f}**",
                aims.get(name, ""),
            )
        )
    outcome.notes = [f"{fed} {what} a round, {slots} slots, {slots + EXTRA_CLIENTS} clients"]
    outcome.notes += [_note(name, side) for name, side in loads.items()]
    return outcome


def _note(name: str, side: list[Load]) -> str:
    errors = sum(load.errors for load in side)
    characters = "/".join(str(count) for count in sorted({load.characters for load in side}))
    client = f", clients used {max(load.client_share for load in side):.1%} of a core" if name not in BARE_LOOPS else ""
    return f"{name}: {spread([load.rate for load in side])} a second, {errors} errors, {characters} characters{client}"
