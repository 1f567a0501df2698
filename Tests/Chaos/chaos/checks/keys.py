"""One `Idempotency-Key` of one client never makes two jobs. Where there are no keys yet, there is nothing to check."""

from collections import defaultdict
from collections.abc import Iterator

from chaos.checks.evidence import Evidence, Violation
from chaos.history import Answered


def check(evidence: Evidence) -> Iterator[Violation]:
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for answer in evidence.of(Answered):
        if answer.key and answer.job:
            named[answer.client, answer.key].add(answer.job)
    yield from _doubled(named, "named by the answers to")
    made: dict[tuple[str, str], set[str]] = defaultdict(set)
    for job, row in evidence.jobs.items():
        if row.get("idempotency_key"):
            made[row["client"], row["idempotency_key"]].add(job)
    yield from _doubled(made, "in the table for")


def _doubled(jobs: dict[tuple[str, str], set[str]], where: str) -> Iterator[Violation]:
    for (client, key), ids in jobs.items():
        if len(ids) > 1:
            yield Violation(f"{len(ids)} jobs {where} the key {key} of {client}", tuple(sorted(ids)))
