"""The processes of the service: two APIs, one of them with a worker of its own, and workers that stand alone."""

import json
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from chaos import family
from chaos.history import Fault, History
from chaos.setup import Setup

APIS = {"api-a": "1", "api-b": "0"}
"""With the slots of their own workers."""
WORKERS = ("worker-1", "worker-2")


@dataclass
class Member:
    """One place in the fleet, and the process that has it now."""

    name: str
    process: subprocess.Popen[bytes] | None = None
    log: Path = Path()
    starts: int = 0
    port: int | None = None
    """Of an API that listens."""
    leaving: bool = False
    """It was told to end, and may do so."""
    wanted: bool = False
    """It is to be there: whoever finds it gone starts it again."""
    started: float = field(default=0, compare=False)

    @property
    def pid(self) -> int:
        return self.process.pid if self.process else 0

    @property
    def is_up(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def is_api(self) -> bool:
        return self.name in APIS


class Fleet:
    """Starts processes. Only one thread at a time may change it; others may look."""

    def __init__(self, setup: Setup, history: History) -> None:
        self._setup = setup
        self._history = history
        self.members = {name: Member(name) for name in (*APIS, *WORKERS)}

    def start(self, name: str) -> None:
        member = self.members[name]
        member.starts += 1
        member.log = self._setup.logs / f"{name}.{member.starts}.log"
        member.port, member.leaving, member.wanted = None, False, True
        program = self._setup.program("lector-api" if member.is_api else "lector-worker")
        settings = {"LECTOR_WORKERS": APIS[name]} if member.is_api else {"LECTOR_SLOTS": "1"}
        with member.log.open("ab") as output:
            member.process = subprocess.Popen(
                [program],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=self._setup.environment(**settings),
                start_new_session=True,
            )
        member.started = time.monotonic()

    def look(self) -> None:
        """Learns ports, notes who ended unasked, and reaps orphans."""
        for member in self.members.values():
            if member.is_up:
                if member.is_api and member.port is None:
                    member.port = _port(member.log)
            elif member.wanted and not member.leaving:
                self._note_death(member)
        family.reap(frozenset(member.pid for member in self.members.values()))

    def _note_death(self, member: Member) -> None:
        status = member.process.returncode if member.process else None
        self._history.add(Fault("ended unasked", member.name, member.pid, str(status)))
        self.start(member.name)

    def ports(self) -> list[int]:
        """Of the APIs that listen, also of those that refuse new work because they are to end."""
        return [member.port for member in self.members.values() if member.port and member.is_up]

    def workers(self) -> list[int]:
        """Process ids of all workers that are alive: those that stand alone and those of APIs."""
        return [pid for pid in family.descendants() if family.is_worker(pid)]

    def name(self, pid: int) -> str:
        for member in self.members.values():
            if member.pid == pid:
                return member.name
            if member.process and family.parent(pid) == member.pid:
                return f"worker of {member.name}"
        return "orphan"

    def is_leaving(self, pid: int) -> bool:
        """Whether this process, or the API that it is the worker of, was told to end."""
        ends = {member.pid for member in self.members.values() if member.leaving}
        return bool(ends & {pid, family.parent(pid)})

    def kill(self, member: Member) -> None:
        """SIGKILL, and waits for the end."""
        member.leaving, member.port = True, None
        if member.process:
            family.send(member.pid, signal.SIGKILL)
            member.process.wait()


def _port(log: Path) -> int | None:
    for line in _text(log).splitlines():
        if "listening on" in line:
            digits = json.loads(line)["message"].rpartition(":")[2].split("/")[0]
            return int(digits)
    return None


def _text(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")
