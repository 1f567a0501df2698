"""Nothing is left over: no live row, no live job without its upload, no count that is off, no damage to the file."""

from collections import Counter
from collections.abc import Iterator

from chaos.checks.evidence import FINAL, Evidence, Violation
from chaos.history import MissingUpload


def check(evidence: Evidence) -> Iterator[Violation]:
    for job, row in evidence.jobs.items():
        if row["state"] not in FINAL:
            yield Violation(f"a job is left {row['state']}", (job,))
    for recognition, row in evidence.recognitions.items():
        if row["state"] in FINAL:
            continue
        yield Violation(f"recognition {recognition} is left {row['state']}")
        if row["upload"] not in evidence.uploads:
            yield Violation(f"recognition {recognition} is {row['state']} without its upload {row['upload']}")
    for missing in evidence.of(MissingUpload):
        yield Violation(f"recognition {missing.recognition} was live without its upload {missing.upload}")
    real = Counter(row["state"] for row in evidence.jobs.values())
    for state in real.keys() | evidence.counts.keys():
        if real[state] != evidence.counts.get(state, 0):
            yield Violation(f"job_counts has {evidence.counts.get(state, 0)} {state}, and there are {real[state]}")
    for damage in evidence.integrity:
        yield Violation(f"integrity_check: {damage}")
