"""What a killed worker had is taken over within two leases."""

from collections.abc import Iterator

from chaos.checks.evidence import Evidence, Violation
from chaos.history import Rescue


def check(evidence: Evidence) -> Iterator[Violation]:
    for rescue in evidence.of(Rescue):
        if rescue.excuse is None and (rescue.seconds is None or rescue.seconds > 2 * evidence.lease):
            took = "was not taken over" if rescue.seconds is None else f"was taken over after {rescue.seconds:.2f} s"
            lost = f"recognition {rescue.recognition}, whose worker was killed in epoch {rescue.epoch}"
            yield Violation(f"{lost}, {took}")
