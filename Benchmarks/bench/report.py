"""The table that a run ends with, as Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """One line of the table. `aim` is the design's; nothing here passes or fails by it."""

    figure: str
    lector: str
    against: str = ""
    ratio: str = ""
    aim: str = ""


@dataclass
class Outcome:
    """What measuring one figure gave."""

    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def markdown(machine: Sequence[str], outcomes: dict[str, Outcome]) -> str:
    lines = ["# Figures", "", *machine, ""]
    lines += ["| figure | Lector | compared with | ratio | aim |", "| --- | --- | --- | --: | --- |"]
    for outcome in outcomes.values():
        lines += [_line(row) for row in outcome.rows]
    lines += ["", "## Behind the figures", ""]
    for name, outcome in outcomes.items():
        lines += [f"- **{name}**: {note}" for note in outcome.notes]
    return "\n".join(lines) + "\n"


def _line(row: Row) -> str:
    cells = (row.figure, row.lector, row.against, row.ratio, row.aim)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
