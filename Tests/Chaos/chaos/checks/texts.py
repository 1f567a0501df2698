"""Every success has the text of its own image, in the tables and in every answer."""

from collections.abc import Iterator

from chaos.checks.evidence import Evidence, Violation
from chaos.history import Answered, Drawn, Seen


def check(evidence: Evidence) -> Iterator[Violation]:
    drawn = {image.image: image for image in evidence.of(Drawn)}
    for job, row in evidence.jobs.items():
        if row["state"] == "succeeded":
            yield from _compare(drawn.get(row["filename"]), row["text"], f"the table, for {row['filename']}", job)
    for answer in evidence.of(Answered):
        if answer.status == 200 or answer.text is not None:
            yield from _compare(drawn.get(answer.image), answer.text, f"{answer.route}, for {answer.image}", answer.job)
    for seen in evidence.of(Seen):
        if seen.state == "succeeded" and seen.job in evidence.jobs:
            name = evidence.jobs[seen.job]["filename"]
            yield from _compare(drawn.get(name), seen.text, f"GET, for {name}", seen.job)


def _compare(image: Drawn | None, text: str | None, where: str, job: str | None) -> Iterator[Violation]:
    jobs = (job,) if job else ()
    if image is None:
        yield Violation(f"in {where}: an image that nobody sent", jobs)
        return
    read = " ".join((text or "").split())
    if not (image.text in read if image.slow else image.text == read):
        yield Violation(f"in {where}: '{read[:80]}' instead of '{image.text}'", jobs)
