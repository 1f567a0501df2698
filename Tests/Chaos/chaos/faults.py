"""What is done to the service's processes, step by step."""

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from chaos import family
from chaos.background import Background
from chaos.catching import catch
from chaos.client import Client
from chaos.ending import Endings
from chaos.fleet import WORKERS, Fleet, Member
from chaos.history import Fault, History, Lost
from chaos.interrupt import Wire, interrupted
from chaos.later import Later
from chaos.pauses import Pauses
from chaos.plan import Step
from chaos.setup import Setup
from chaos.tables import Tables
from chaos.targets import Targets, picked
from chaos.watcher import Watcher

EXTRA_WORKER = WORKERS[-1]
"""It comes and goes."""
KEYED_SHARE = 0.8
SKIPPED = "skipped"


@dataclass
class Faults:
    """Used by one thread."""

    setup: Setup
    fleet: Fleet
    history: History
    pauses: Pauses
    watcher: Watcher
    tables: Tables
    endings: Endings
    later: Later
    background: Background
    client: Client
    """Whose requests are interrupted."""

    def __post_init__(self) -> None:
        self._targets = Targets(self.fleet, self.pauses, self.tables)
        self._kinds: dict[str, Callable[[Step], str | None]] = {
            "kill worker": self._kill_worker,
            "kill engine": self._kill_engine,
            "kill API": self._kill_api,
            "kill API before its answer": self._interrupt_api,
            "stop worker past its lease": self._stop_worker,
            "stop API": self._stop_api,
            "stop engine": self._stop_engine,
            "stop writer inside a transaction": self._stop_writer,
            "terminate worker": self._terminate_worker,
            "terminate API": self._terminate_api,
            "add or retire worker": self._add_or_retire,
        }

    def inject(self, step: Step) -> None:
        """Does the step to one of those that are alive, if there is one to do it to."""
        done = self._kinds[step.kind](step)
        self.history.add(Fault(step.kind if done else SKIPPED, done or "", 0, "" if done else step.kind))

    # Kills.

    def _kill_worker(self, step: Step) -> str | None:
        pid = picked(self._targets.workers(), step)
        if pid is None:
            return None
        member = self._targets.member(pid)
        described = self._targets.described(pid)
        self.watcher.killed(pid, time.monotonic())
        if member is None:
            return described if family.send(pid, signal.SIGKILL) else None
        self.fleet.kill(member)
        self._restart_after(0.1 + step.length, member)
        return described

    def _kill_engine(self, step: Step) -> str | None:
        pid = self._targets.engine(step)
        if pid is None:
            return None
        described = self._targets.described(pid)
        return described if family.send(pid, signal.SIGKILL) else None

    def _kill_api(self, step: Step) -> str | None:
        member = picked(self._targets.apis(), step)
        if member is None:
            return None
        described = self._targets.described(member.pid)
        self._kill_with_worker(member)
        self._restart_after(0.1 + step.length, member)
        return described

    def _interrupt_api(self, step: Step) -> str | None:
        """Sends a whole request, and kills the API a few milliseconds later, answered or not."""
        member = picked(self._targets.apis(going=True), step)
        if member is None or member.port is None:
            return None
        described = self._targets.described(member.pid)
        order = self.client.order(KEYED_SHARE)
        milliseconds = 25 * step.length**2
        wire = Wire(member.port, self.client.address)
        response = interrupted(wire, order.request, milliseconds, lambda: self._kill_with_worker(member))
        self.background.run("client of an interrupted request", partial(self.client.follow, order, response))
        self._restart_after(0.3, member)
        return f"{described} after {milliseconds:.1f} ms, {'answered' if response else 'not answered'}"

    def _kill_with_worker(self, member: Member) -> None:
        """The lifeline takes the API's worker along, unless that is stopped."""
        for pid in family.descendants(member.pid):
            if family.is_worker(pid) and not self.pauses.has(pid):
                self.watcher.killed(pid, time.monotonic())
        self.fleet.kill(member)

    # Stops.

    def _stop_worker(self, step: Step) -> str | None:
        going = [pid for pid in self._targets.workers() if not self.pauses.has(pid)]
        pid = picked(self._targets.busy(going) or going, step)
        seconds = self.setup.lease * (2.1 + 0.5 * step.length)
        if pid is None or not self.pauses.stop(pid, self._targets.described(pid), seconds):
            return None
        self._note_losses(pid)
        return self._targets.described(pid)

    def _stop_api(self, step: Step) -> str | None:
        member = picked(self._targets.apis(going=True), step)
        if member is None:
            return None
        seconds = 0.3 + 2 * self.setup.lease * step.length
        stopped = self.pauses.stop(member.pid, self._targets.described(member.pid), seconds)
        return self._targets.described(member.pid) if stopped else None

    def _stop_engine(self, step: Step) -> str | None:
        pid = self._targets.engine(step)
        if pid is None or not self.pauses.stop(pid, self._targets.described(pid), 0.3 + 3 * step.length):
            return None
        return self._targets.described(pid)

    def _stop_writer(self, step: Step) -> str | None:
        writers = [*(api.pid for api in self._targets.apis()), *self._targets.workers()]
        pid = picked([writer for writer in writers if not self.pauses.has(writer)], step)
        if pid is None or not catch(pid, self.setup.database):
            return None
        seconds = self.setup.lease * (0.5 + 2.1 * step.length)
        if not self.pauses.stop(pid, self._targets.described(pid), seconds):
            return None
        # Somebody else may have had the lock, for longer than expected of one who runs: then only its own are lost.
        self._note_losses(pid)
        return self._targets.described(pid)

    def _note_losses(self, worker: int) -> None:
        for row in self.tables.running_of(worker):
            self.history.add(Lost(row.id, row.epoch, f"worker {worker} was stopped, past its lease or nearly so"))

    # Graceful ends, and beginnings.

    def _terminate_worker(self, step: Step) -> str | None:
        ready = [member for member in self._targets.alone() if self._is_ready(member)]
        return self._terminate(picked(ready, step), step)

    def _terminate_api(self, step: Step) -> str | None:
        return self._terminate(picked(self._targets.apis(going=True), step), step)

    def _terminate(self, member: Member | None, step: Step) -> str | None:
        if member is None:
            return None
        described = self._targets.described(member.pid)
        return described if self.endings.begin(member, lambda: self._restart_after(step.length, member)) else None

    def _add_or_retire(self, _: Step) -> str | None:
        member = self.fleet.members[EXTRA_WORKER]
        if not member.wanted and not member.is_up:
            self.fleet.start(member.name)
            return f"{member.name} comes"
        if member.leaving or not self._is_ready(member):
            return None
        member.wanted = False
        return f"{member.name} goes" if self.endings.begin(member, lambda: None) else None

    def _is_ready(self, worker: Member) -> bool:
        """Whether it handles signals: it goes on, and has come so far as to show itself."""
        return not self.pauses.has(worker.pid) and any(shown.pid == worker.pid for shown in self.tables.workers())

    def _restart_after(self, seconds: float, member: Member) -> None:
        def restart() -> None:
            if member.wanted and not member.is_up:
                self.fleet.start(member.name)

        self.later.after(seconds, restart)
