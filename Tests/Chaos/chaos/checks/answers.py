"""No answer but those that a service may give whose processes are being killed."""

from collections.abc import Iterator

from chaos.checks.evidence import Evidence, Violation
from chaos.history import Answered, CancelAsked, Seen

UNAVAILABLE = 503
ACCEPTED = (200, 202)
FAILED = 500
FAILURES = ("worker_lost", "recognition_failed")
"""Of a recognition, told to someone who waits for it."""


def check(evidence: Evidence) -> Iterator[Violation]:
    for answer in evidence.of(Answered):
        if not _is_expected(answer):
            yield Violation(f"{answer.route} for {answer.image} was answered {answer.status} {answer.code or ''}")
        elif answer.status == ACCEPTED[1] and not answer.job:
            yield Violation(f"{answer.route} for {answer.image} was answered 202 without a job")
    for asked in evidence.of(CancelAsked):
        if asked.status not in (None, 200, 409, UNAVAILABLE):
            yield Violation(f"DELETE was answered {asked.status}", (asked.job,))
    for seen in evidence.of(Seen):
        if seen.status not in (200, UNAVAILABLE):
            yield Violation(f"GET was answered {seen.status} {seen.code or ''}", (seen.job,))


def _is_expected(answer: Answered) -> bool:
    if answer.status is None or answer.status in ACCEPTED or answer.status == UNAVAILABLE:
        return True
    return answer.status == FAILED and answer.code in FAILURES
