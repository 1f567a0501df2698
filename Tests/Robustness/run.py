#!/usr/bin/env python3
"""Sends every file of a folder to a live service and holds the answers against what its manifest expects.

    Tests/Robustness/run.py FOLDER [--binaries .build/release] [--rounds 2] [--verbose]

FOLDER has a `manifest.tsv` with the columns path, expected, strict and text_contains; paths begin with the folder's name.
Starts a service of its own with one worker. Every file must get a clean answer within the run limit and leave the worker
alive; where the manifest is strict the answer must be the expected one. Prints a table, and the memory of worker and
engines after each round. Ends with 1 where an answer was not as it should be.
"""

import argparse
import csv
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

OUTCOMES = {
    "valid image": {"read"},
    "invalid": {"invalid_image", "unsupported_format", "invalid_request"},
    "valid but over limits": {"image_too_large", "payload_too_large"},
    "unsupported format": {"unsupported_format"},
}
CLEAN = {"read", "invalid_image", "unsupported_format", "invalid_request", "image_too_large", "payload_too_large"}
CLEAN |= {"recognition_timeout", "out_of_memory", "recognition_failed"}
ANSWER_LIMIT = 150


def main() -> int:
    options = _options()
    with (options.folder / "manifest.tsv").open(encoding="utf-8") as lines:
        files = list(csv.DictReader(lines, delimiter="\t"))
    bad: list[str] = []
    with tempfile.TemporaryDirectory(prefix="lector-robustness-") as data:
        service = Service(options.binaries, Path(data))
        try:
            for number in range(options.rounds):
                bad += _round(service, options.folder, files, number, options.verbose)
            if service.process.poll() is not None:
                bad.append(f"the service ended with {service.process.returncode}")
        finally:
            service.stop()
    for line in bad:
        print(line)
    print(f"{len(files) * options.rounds - len(bad)} passed, {len(bad)} failed")
    return 1 if bad else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--binaries", type=Path, default=Path(".build/release"))
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--verbose", action="store_true", help="a line for each file")
    return parser.parse_args()


def _round(service: "Service", folder: Path, files: list[dict[str, str]], number: int, verbose: bool) -> list[str]:
    before, start = service.worker(), time.monotonic()
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda file: service.read(folder.parent / file["path"]), files))
    bad, tally = [], Counter()
    for file, (outcome, text, seconds) in zip(files, answers, strict=True):
        complaint = _complaint(file, outcome, text)
        tally[file["expected"], outcome] += 1
        if complaint:
            bad.append(f"{file['path']}: {complaint}")
        if verbose:
            print(f"{seconds:7.2f} s  {outcome:20}  {file['path']}")
    if service.worker() != before:
        bad.append(f"round {number + 1}: the worker was lost")
    print(f"round {number + 1}: {len(files)} files in {time.monotonic() - start:.0f} s; {service.memory()}")
    for (expected, outcome), count in sorted(tally.items()):
        print(f"{count:5}  {expected:24} {outcome}")
    return bad


def _complaint(file: dict[str, str], outcome: str, text: str) -> str:
    if outcome not in CLEAN:
        return f"no clean answer: {outcome}"
    if file["strict"] != "yes":
        return ""
    if outcome not in OUTCOMES[file["expected"]]:
        return f"expected {file['expected']}, got {outcome}"
    wanted = file.get("text_contains") or ""
    if wanted.strip("-") and wanted.lower() not in " ".join(text.split()).lower():
        return f"the text lacks {wanted!r}"
    return ""


class Service:
    def __init__(self, binaries: Path, data: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        env = dict(os.environ, OMP_THREAD_LIMIT="1", LECTOR_DATABASE=str(data / "lector.sqlite"), LECTOR_RATE_LIMIT="off")
        env |= {"LECTOR_HTTP_PORT": str(self.port), "LECTOR_CACHE_TTL": "1s", "LECTOR_SYNC_WAIT": "140s", "LECTOR_LOG_LEVEL": "error"}
        self.log = (data / "api.log").open("wb")
        self.process = subprocess.Popen([str(binaries / "lector-api")], env=env, stdout=self.log, stderr=self.log)
        end = time.monotonic() + 30
        while not self._is_ready():
            if time.monotonic() > end or self.process.poll() is not None:
                sys.exit(f"the service did not start: {Path(self.log.name).read_text(errors='replace')[-2000:]}")
            time.sleep(0.05)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
        self.log.close()

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/ready", timeout=5):
                return True
        except OSError:
            return False

    def read(self, file: Path) -> tuple[str, str, float]:
        """What came of a file: `read` or a problem's code; its text; seconds."""
        body, start = file.read_bytes(), time.monotonic()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/extract-text", body)
        request.add_header("Content-Type", "application/octet-stream")
        outcome, text = "", ""
        try:
            with urllib.request.urlopen(request, timeout=ANSWER_LIMIT) as response:
                answer = json.load(response)
                outcome, text = ("read", answer["text"]) if response.status == 200 else (f"status {response.status}", "")
        except urllib.error.HTTPError as error:
            outcome = json.loads(error.read() or b"{}").get("code", f"status {error.code}")
        except (OSError, ValueError) as error:
            outcome = f"{type(error).__name__}: {error}"
        return outcome, text, time.monotonic() - start

    def worker(self) -> int | None:
        children = _children(self.process.pid)
        return children[0] if children else None

    def memory(self) -> str:
        worker = self.worker()
        engines = _children(worker) if worker else []
        return f"worker {_resident(worker)} MB, engines {', '.join(str(_resident(pid)) for pid in engines)} MB"


def _children(pid: int) -> list[int]:
    return [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()]


def _resident(pid: int | None) -> int:
    if pid is None:
        return 0
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1_000_000


if __name__ == "__main__":
    sys.exit(main())
