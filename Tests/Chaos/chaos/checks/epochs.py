"""A recognition's epoch never falls: it is what keeps late workers out."""

from collections.abc import Iterator

from chaos.checks.evidence import Evidence, Violation
from chaos.history import Epoch


def check(evidence: Evidence) -> Iterator[Violation]:
    for epoch in evidence.of(Epoch):
        yield Violation(f"the epoch of recognition {epoch.recognition} fell from {epoch.before} to {epoch.after}")
