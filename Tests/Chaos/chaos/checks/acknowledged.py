"""Every acknowledged job is there, once, and has succeeded, unless its client cancelled it or two workers were lost."""

from collections import defaultdict
from collections.abc import Iterator

from chaos.checks.evidence import FINAL, Evidence, Row, Violation
from chaos.history import Answered, CancelAsked

LOSS_LIMIT = 2
"""A recognition that loses as many workers fails, so that it does not take the next one along."""
CONFIRMED = 200
ALREADY_FINAL = 409


def check(evidence: Evidence) -> Iterator[Violation]:
    losses = {recognition: len(epochs) for recognition, epochs in evidence.losses().items()}
    cancels: dict[str, list[int | None]] = defaultdict(list)
    for asked in evidence.of(CancelAsked):
        cancels[asked.job].append(asked.status)
    acknowledged = _acknowledged(evidence)
    for job, answers in acknowledged.items():
        row = evidence.jobs.get(job)
        if row is None:
            yield Violation("acknowledged, but not in the table", (job,))
            continue
        yield from _check_state(job, row, cancels[job])
        yield from _check_requests(job, row, answers)
    for job, row in evidence.jobs.items():
        yield from _check_failure(job, row, losses.get(row["recognition"], 0))


def _acknowledged(evidence: Evidence) -> dict[str, list[Answered]]:
    found: dict[str, list[Answered]] = defaultdict(list)
    for answer in evidence.of(Answered):
        if answer.job:
            found[answer.job].append(answer)
    return found


def _check_state(job: str, row: Row, cancels: list[int | None]) -> Iterator[Violation]:
    if row["state"] not in FINAL:
        yield Violation(f"acknowledged, but {row['state']} in the end", (job,))
    if row["state"] == "cancelled" and all(status == ALREADY_FINAL for status in cancels):
        yield Violation("cancelled, but nobody asked for that in time", (job,))
    if row["state"] != "cancelled" and CONFIRMED in cancels:
        yield Violation(f"its cancelling was confirmed, but it is {row['state']}", (job,))


def _check_requests(job: str, row: Row, answers: list[Answered]) -> Iterator[Violation]:
    """One request made this job, sent once or, with its key, several times."""
    requests = sum(1 for answer in answers if answer.key is None) + len({answer.key for answer in answers} - {None})
    if requests > 1:
        yield Violation(f"named in answer to {requests} requests", (job,))
    for image in {answer.image for answer in answers} - {row["filename"]}:
        yield Violation(f"acknowledged for {image}, but made for {row['filename']}", (job,))


def _check_failure(job: str, row: Row, losses: int) -> Iterator[Violation]:
    """Of all jobs, acknowledged or not."""
    if row["state"] != "failed":
        return
    if row["error_code"] != "worker_lost":
        yield Violation(f"failed as {row['error_code']}: {row['error_message']}", (job,))
    elif losses < LOSS_LIMIT:
        yield Violation(f"failed as worker_lost, but lost {losses} workers that we know of", (job,))
