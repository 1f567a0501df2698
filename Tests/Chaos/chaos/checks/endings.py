"""Who was asked to end did so in time, with 0; nobody ended unasked, and nobody outlived the service."""

from collections.abc import Iterator

from chaos.checks.evidence import Evidence, Violation
from chaos.history import Fault, Stopped

UNASKED = "ended unasked"
OUTLIVED = "outlived the service"


def check(evidence: Evidence) -> Iterator[Violation]:
    for stopped in evidence.of(Stopped):
        if stopped.status is None:
            yield Violation(f"{stopped.name} was there {stopped.seconds} s after SIGTERM, and had to be killed")
        elif stopped.status != 0:
            yield Violation(f"{stopped.name} exited {stopped.status} after SIGTERM")
        elif stopped.seconds > stopped.limit:
            yield Violation(f"{stopped.name} took {stopped.seconds} s to end; {stopped.limit} s are allowed")
    for fault in evidence.of(Fault):
        if fault.kind in (UNASKED, OUTLIVED):
            yield Violation(f"{fault.target} ({fault.pid}) {fault.kind}: {fault.detail}")
