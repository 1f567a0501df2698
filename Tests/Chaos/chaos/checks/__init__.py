"""What must hold in the end. Each check reads the evidence and yields what is broken; it changes nothing."""

from collections.abc import Callable, Iterator

from chaos.checks import acknowledged, answers, endings, epochs, finishes, keys, leftovers, rescues, texts
from chaos.checks.evidence import Evidence, Violation

CHECKS: dict[str, Callable[[Evidence], Iterator[Violation]]] = {
    "acknowledged": acknowledged.check,
    "texts": texts.check,
    "finishes": finishes.check,
    "epochs": epochs.check,
    "keys": keys.check,
    "leftovers": leftovers.check,
    "endings": endings.check,
    "rescues": rescues.check,
    "answers": answers.check,
}


def violations(evidence: Evidence) -> dict[str, list[Violation]]:
    """By check; of all checks, also those that hold."""
    return {name: list(check(evidence)) for name, check in CHECKS.items()}
