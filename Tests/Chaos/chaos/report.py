"""What a run came to, for people."""

from collections import Counter
from collections.abc import Iterator

from chaos.checks.evidence import Evidence, Violation
from chaos.faults import SKIPPED
from chaos.history import Answered, CancelAsked, Fault, LockStop, Rescue, Seen, Stopped
from chaos.plan import KINDS
from chaos.setup import Setup

SHOWN = 20
"""Violations of one check that are printed."""


def report(setup: Setup, evidence: Evidence, violations: dict[str, list[Violation]]) -> str:
    lines = [f"seed {setup.seed}, {setup.seconds} s, leases of {setup.lease:g} s", ""]
    lines += _faults(evidence)
    lines += _requests(evidence)
    lines += _jobs(evidence)
    lines += _workers(evidence)
    lines += _violations(violations)
    return "\n".join(lines)


def _faults(evidence: Evidence) -> Iterator[str]:
    kinds = Counter(fault.kind for fault in evidence.of(Fault))
    injected = {kind: kinds[kind] for kind in KINDS}
    yield f"faults: {sum(injected.values())}; {kinds[SKIPPED]} more could not be done: nobody was there, or caught"
    yield from (f"  {count:4} {kind}" for kind, count in injected.items())


def _requests(evidence: Evidence) -> Iterator[str]:
    answers = list(evidence.of(Answered))
    others = [*evidence.of(CancelAsked), *evidence.of(Seen)]
    unknown = sum(1 for answer in answers if answer.status is None)
    refused = sum(1 for answer in answers if answer.status == 503)
    acknowledged = {answer.job for answer in answers if answer.job}
    yield f"images handed in: {len(answers)}; outcome unknown {unknown}, refused {refused}"
    yield f"acknowledged jobs: {len(acknowledged)}; other requests: {len(others)}"
    keyed = [answer for answer in answers if answer.key]
    keys = {answer.key for answer in keyed}
    yield (
        f"idempotency keys: {len(keys)} in {len(keyed)} requests"
        if evidence.with_keys
        else "idempotency keys: left out, because jobs have no column idempotency_key"
    )


def _jobs(evidence: Evidence) -> Iterator[str]:
    states = Counter(row["state"] for row in evidence.jobs.values())
    yield f"jobs: {len(evidence.jobs)}; " + ", ".join(f"{state} {count}" for state, count in sorted(states.items()))
    tries = sum(row["epoch"] for row in evidence.recognitions.values())
    yield f"recognitions: {len(evidence.recognitions)}, claimed {tries} times"
    failed = {row["upload"] for row in evidence.recognitions.values() if row["state"] == "failed"}
    kept = len(evidence.uploads & failed)
    yield f"uploads left: {kept} of failed recognitions, {len(evidence.uploads) - kept} for the janitor to find"


def _workers(evidence: Evidence) -> Iterator[str]:
    zombies = sum(1 for line in evidence.log if line.get("message") == "claim lost, outcome discarded")
    losses = sum(len(epochs) for epochs in evidence.losses().values())
    column = sum(row["losses"] for row in evidence.recognitions.values())
    yield f"claims lost: {losses} seen (or feared), {column} in the tables; late outcomes refused: {zombies}"
    yield from _rescues(list(evidence.of(Rescue)))
    stops = [stop for stop in evidence.of(LockStop) if stop.stopped]
    slow = [stop for stop in evidence.of(LockStop) if not stop.stopped]
    yield f"write lock held by someone stopped: {len(stops)} times{_longest(stops)}"
    yield f"write lock held for long with nobody stopped: {len(slow)} times{_longest(slow)}"
    ends = list(evidence.of(Stopped))
    longest = max((end.seconds for end in ends), default=0)
    yield f"ended gracefully: {len(ends)}, the slowest in {longest:.1f} s"


def _rescues(rescues: list[Rescue]) -> Iterator[str]:
    judged = sorted(rescue.seconds or 0 for rescue in rescues if rescue.excuse is None)
    excused = Counter(rescue.excuse for rescue in rescues if rescue.excuse)
    times = f", p50 {judged[len(judged) // 2]:.2f} s, max {judged[-1]:.2f} s" if judged else ""
    yield f"rescues after a kill: {len(judged)} judged{times}; {excused.total()} excused"
    yield from (f"  {count:4} {excuse}" for excuse, count in excused.items())


def _longest(stops: list[LockStop]) -> str:
    return f", the longest {max(stop.seconds for stop in stops):.1f} s" if stops else ""


def _violations(violations: dict[str, list[Violation]]) -> Iterator[str]:
    yield ""
    for check, found in violations.items():
        yield f"{check}: {f'{len(found)} VIOLATIONS' if found else 'holds'}"
        yield from (f"  {violation}" for violation in found[:SHOWN])
        if len(found) > SHOWN:
            yield f"  … and {len(found) - SHOWN} more"
