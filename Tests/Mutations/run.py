#!/usr/bin/env python3
"""`make mutations`: takes a guard out of the sources, one after the other, and shows that a named test goes red.

A test that stays green without what it guards proves nothing. It works on a copy of the last commit, in .build-mutations,
so that nothing in the tree is touched; the first run builds everything there. Exit 0: every mutation was found.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
COPY = ROOT / ".build-mutations"
SOURCES = COPY / "Sources"
EXPORTS = ["-Xlinker", "--dynamic-list=Sources/CInterposed/exported.list"]


@dataclass(frozen=True)
class Mutation:
    name: str
    file: str
    before: str
    after: str
    """What the guard is replaced with."""
    test: str
    """The test that has to fail, as a filter of `swift test`."""


MUTATIONS = [
    Mutation(
        "the epoch is not looked at",
        "Shared/SQLite/Database+transitions.swift",
        "WHERE id = ? AND state = 'running' AND epoch = ?)",
        "WHERE id = ? AND state = 'running' AND epoch >= coalesce(?, 0) - 1000)",
        "LeaseTests",
    ),
    Mutation(
        "accept and finish commit without waiting for the disk",
        "Shared/SQLite/WriteQueue.swift",
        'case .durable: "PRAGMA synchronous = FULL"',
        'case .durable: "PRAGMA synchronous = NORMAL"',
        "PowerLoss",
    ),
    Mutation(
        "an upload is not synced before its job commits",
        "Shared/System/File.swift",
        "        try file.write(bytes)\n        try file.sync()\n",
        "        try file.write(bytes)\n",
        "PowerLoss",
    ),
    Mutation(
        "a waiter does not look again after it has registered",
        "API/Waiting/JobWaiters.swift",
        "        await check(ids)\n        let timer",
        "        let timer",
        "JobWaitersTests",
    ),
    Mutation(
        "what lost its worker twice is tried for ever",
        "Shared/SQLite/Overdue.swift",
        'row["losses"] + 1 >= Self.lossLimit',
        'row["losses"] + 1 >= 1_000_000',
        "LeaseTests",
    ),
    Mutation(
        "a lease that is not over is taken",
        "Shared/SQLite/Overdue.swift",
        "WHERE state = 'running' AND (lease_uptime <= ? OR boot <> ?)",
        "WHERE state = 'running' AND (lease_uptime - 5000 <= ? OR boot <> ?)",
        "LeaseTests",
    ),
    Mutation(
        "a key is not looked up",
        "Shared/SQLite/Acceptance.swift",
        "guard let key = submission.idempotencyKey,",
        "guard let key = submission.idempotencyKey, key.isEmpty,",
        "KeyTests",
    ),
    Mutation(
        "clients do not take turns",
        "Shared/SQLite/WaitingLine.swift",
        "if first.count > 1 { try goBehind(client) }",
        "_ = client",
        "TurnTests",
    ),
]


def main() -> int:
    chosen = [mutation for mutation in MUTATIONS if not sys.argv[1:] or any(word in mutation.name for word in sys.argv[1:])]
    _make_copy()
    if not _passes("|".join(sorted({mutation.test for mutation in chosen}))):
        print("mutations: the tests fail as it is: mend that first")
        return 2
    found = [_is_found(mutation) for mutation in chosen]
    print(f"mutations: {sum(found)} of {len(found)} found")
    return 0 if all(found) else 1


def _make_copy() -> None:
    if COPY.exists():
        subprocess.run(["git", "checkout", "--quiet", "--force", "--detach", _head()], cwd=COPY, check=True)
    else:
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", str(COPY), "HEAD"], cwd=ROOT, check=True)


def _head() -> str:
    return subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def _is_found(mutation: Mutation) -> bool:
    path = SOURCES / mutation.file
    whole = path.read_text(encoding="utf-8")
    if whole.count(mutation.before) != 1:
        print(f"mutations: {mutation.name}: its place is not in {mutation.file} any more")
        return False
    path.write_text(whole.replace(mutation.before, mutation.after), encoding="utf-8")
    try:
        found = not _passes(mutation.test)
    finally:
        path.write_text(whole, encoding="utf-8")
    print(f"mutations: {mutation.name}: {'red, as it has to be' if found else 'GREEN: nothing noticed'} ({mutation.test})", flush=True)
    return found


def _passes(test: str) -> bool:
    """Whether it builds, and the tests pass. What does not build proves nothing."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    build = subprocess.run(["swift", "build", "--build-tests", *EXPORTS], cwd=COPY, capture_output=True, text=True)
    if build.returncode != 0:
        sys.exit(f"mutations: it does not build:\n{build.stdout[-2000:]}{build.stderr[-2000:]}")
    command = ["swift", "test", "--skip-build", *EXPORTS, "--filter", test]
    return subprocess.run(command, cwd=COPY, env=environment, capture_output=True).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
