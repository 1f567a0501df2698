"""Whom a fault may be done to: those that are alive, but for those whose graceful end is being judged."""

from collections.abc import Sequence
from typing import TypeVar

from chaos import family
from chaos.fleet import Fleet, Member
from chaos.pauses import Pauses
from chaos.plan import Step
from chaos.tables import Tables

Element = TypeVar("Element")


class Targets:
    def __init__(self, fleet: Fleet, pauses: Pauses, tables: Tables) -> None:
        self._fleet = fleet
        self._pauses = pauses
        self._tables = tables

    def apis(self, going: bool = False) -> list[Member]:
        """Those that listen; `going`: and are not stopped."""
        apis = [member for member in self._fleet.members.values() if member.is_api and self._may_be_hurt(member)]
        return [member for member in apis if not (going and self._pauses.has(member.pid))]

    def alone(self) -> list[Member]:
        """Workers that no API has."""
        return [member for member in self._fleet.members.values() if not member.is_api and self._may_be_hurt(member)]

    def workers(self) -> list[int]:
        leaving = [member.pid for member in self._fleet.members.values() if member.leaving and member.is_up]
        spared = {pid for parent in leaving for pid in (parent, *family.descendants(parent))}
        return [pid for pid in self._fleet.workers() if pid not in spared]

    def busy(self, workers: list[int]) -> list[int]:
        """Those that have something to do at the moment."""
        busy = {row.worker for row in self._tables.running()}
        pids = {worker.pid for worker in self._tables.workers() if worker.id in busy}
        return [pid for pid in workers if pid in pids]

    def engine(self, step: Step) -> int | None:
        """In the middle of a page, where there is one such."""
        workers = self.workers()
        engines = [engine for worker in self.busy(workers) or workers for engine in family.engines(worker)]
        return picked([engine for engine in engines if not self._pauses.has(engine)], step)

    def member(self, pid: int) -> Member | None:
        return next((member for member in self._fleet.members.values() if member.pid == pid), None)

    def described(self, pid: int) -> str:
        kind = "engine of " if family.is_engine(pid) else ""
        owner = family.parent(pid) if kind else pid
        return f"{kind}{self._fleet.name(owner or 0)} ({pid})"

    def _may_be_hurt(self, member: Member) -> bool:
        return member.is_up and not member.leaving and (member.port is not None or not member.is_api)


def picked(candidates: Sequence[Element], step: Step) -> Element | None:
    return candidates[int(step.pick * len(candidates))] if candidates else None
