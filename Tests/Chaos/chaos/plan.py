"""What is done to the service and when: all of it follows from the seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

KINDS = {
    "kill worker": 18,
    "kill engine": 16,
    "kill API": 7,
    "kill API before its answer": 10,
    "stop worker past its lease": 8,
    "stop API": 7,
    "stop engine": 8,
    "stop writer inside a transaction": 4,
    "terminate worker": 9,
    "terminate API": 5,
    "add or retire worker": 8,
}
"""The faults, with how often each comes."""

SHORTEST_GAP = 0.25
LONGEST_GAP = 1.25


@dataclass(frozen=True)
class Step:
    gap: float
    """Seconds after the end of the step before."""
    kind: str
    pick: float
    """Which of those that are alive, from 0 to 1."""
    length: float
    """How long, from 0 to 1: what that means is the fault's."""


def steps(seed: int) -> Iterator[Step]:
    """Without end. What it gives depends on nothing but the seed."""
    source = random.Random(f"faults {seed}")
    while True:
        gap = source.uniform(SHORTEST_GAP, LONGEST_GAP)
        (kind,) = source.choices(list(KINDS), weights=list(KINDS.values()))
        yield Step(gap, kind, source.random(), source.random())
