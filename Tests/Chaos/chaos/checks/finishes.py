"""A recognition has one accepted finish, and what a client was told of a final job never changes."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from chaos.checks.evidence import FINAL, Evidence, Violation
from chaos.history import Answered, Seen

Told = tuple[str | None, str | None, str | None]
"""State, text and error code."""


def check(evidence: Evidence) -> Iterator[Violation]:
    yield from _check_results(evidence)
    yield from _check_numbers(evidence)
    yield from _check_answers(evidence)


def _check_results(evidence: Evidence) -> Iterator[Violation]:
    for recognition, row in evidence.recognitions.items():
        has_result = recognition in evidence.results
        if has_result != (row["state"] == "succeeded"):
            which = "with" if has_result else "without"
            yield Violation(f"recognition {recognition} is {row['state']} {which} a result")
    for recognition in evidence.results.keys() - evidence.recognitions.keys():
        yield Violation(f"a result of recognition {recognition}, which is not there")
    for job, row in evidence.jobs.items():
        if row["state"] == "succeeded" and row["recognition"] not in evidence.results:
            yield Violation("succeeded without a result", (job,))


def _check_numbers(evidence: Evidence) -> Iterator[Violation]:
    """Finishes counted in two other ways: by the workers' rows, in the same transactions, and by the workers' logs."""
    succeeded = sum(1 for row in evidence.recognitions.values() if row["state"] == "succeeded")
    if evidence.finishes_of_workers != succeeded:
        counted = evidence.finishes_of_workers
        yield Violation(f"workers count {counted} finishes, and {succeeded} recognitions succeeded")
    logged = Counter(
        line.get("job.recognition")
        for line in evidence.log
        if line.get("message") == "recognition done" and line.get("job.verdict") == "succeeded"
    )
    for recognition, times in logged.items():
        if times > 1:
            yield Violation(f"recognition {recognition} was finished {times} times, say the logs")


def _check_answers(evidence: Evidence) -> Iterator[Violation]:
    """In the order in which they were heard, the tables last."""
    for job, told in _told(evidence).items():
        final = next((index for index, it in enumerate(told) if it[0] in FINAL), len(told))
        for later in told[final + 1 :]:
            if later != told[final]:
                yield Violation(f"was told as {told[final]}, later as {later}", (job,))
                break


def _told(evidence: Evidence) -> dict[str, list[Told]]:
    told: dict[str, list[Told]] = defaultdict(list)
    for event in evidence.events:
        if isinstance(event, Seen) and event.status == 200:
            told[event.job].append((event.state, event.text, event.code))
        elif isinstance(event, Answered) and event.text is not None and event.job:
            told[event.job].append(("succeeded", event.text, None))
    for job, row in evidence.jobs.items():
        told[job].append((row["state"], row["text"] if row["state"] == "succeeded" else None, row["error_code"]))
    return told
