"""Runs beside the units, in their namespaces: uses the service, and looks at its processes. Prints what is wrong as JSON.

    inside.py IMAGE
"""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

URL = "http://127.0.0.1:8080"
UNITS = ("lector-api", "lector-worker@1")
SLOTS = len(os.sched_getaffinity(0)) * 2
LIMIT = 30
"""Seconds for anything."""


def main(image: Path) -> list[str]:
    failed = _until(_ready)
    if failed:
        return [f"{failed}: {Path('/run/lector.log').read_text()[-1500:]}"]
    found = _reads(image, psm=3) + _makes_pdf(image) + _confined()
    found += _survives_engine(image)
    found += _survives_api(image)
    return found + _stops()


def _ready() -> str:
    for unit in UNITS:
        if _systemctl("is-active", unit) != "active":
            return f"{unit} is {_systemctl('is-active', unit)}"
    try:
        slots = _get("/ready")["slots"]
    except OSError as error:
        return f"not ready: {error}"
    return "" if slots == SLOTS else f"{slots} slots instead of {SLOTS}"


def _reads(image: Path, psm: int) -> list[str]:
    answer = _post(f"/extract-text?psm={psm}", image)
    return [] if "Tannery Street" in answer.get("text", "") else [f"the sample reads as {answer}"]


def _makes_pdf(image: Path) -> list[str]:
    job = _post("/jobs?psm=4&pdf=true", image)
    _get(f"/jobs/{job['id']}?wait=30")
    with urllib.request.urlopen(f"{URL}/jobs/{job['id']}/result?format=pdf", timeout=LIMIT) as answer:
        head = answer.read(5)
    return [] if head == b"%PDF-" else [f"a PDF begins with {head!r}"]


def _confined() -> list[str]:
    """Every process has what the units say; engines are the first that the kernel kills."""
    found = []
    for process in _processes():
        words = (Path("/proc") / process / "cmdline").read_text().split("\0")
        status = dict(line.split(":\t", 1) for line in _status(process).splitlines() if ":\t" in line)
        for name, value in {"Seccomp": "2", "NoNewPrivs": "1", "CapEff": "0" * 16, "CapBnd": "0" * 16}.items():
            if status[name] != value:
                found.append(f"{words[0]}: {name} is {status[name]}")
        score = (Path("/proc") / process / "oom_score_adj").read_text().strip()
        if "engine" in words and score != "1000":
            found.append(f"{' '.join(words[:2])}: oom_score_adj is {score}")
    engines = _engines()
    return found if len(engines) == SLOTS else [*found, f"{len(engines)} engines for {SLOTS} slots"]


def _survives_engine(image: Path) -> list[str]:
    before = {unit: _systemctl("show", "-p", "MainPID", unit) for unit in UNITS}
    for engine in _engines():
        os.kill(int(engine), signal.SIGKILL)
    found = _reads(image, psm=6)
    after = {unit: _systemctl("show", "-p", "MainPID", unit) for unit in UNITS}
    return found if before == after else [*found, "a unit was started again because an engine was killed"]


def _survives_api(image: Path) -> list[str]:
    _systemctl("kill", "--kill-whom=main", "--signal=KILL", UNITS[0])
    failed = _until(lambda: "" if _systemctl("show", "-p", "NRestarts", UNITS[0]) == "NRestarts=1" else "not restarted")
    failed = failed or _until(_ready)
    return [f"after SIGKILL to the API: {failed}"] if failed else _reads(image, psm=11)


def _stops() -> list[str]:
    _systemctl("stop", *UNITS)
    found = []
    for unit in UNITS:
        shown = _systemctl("show", "-p", "Result", "-p", "ExecMainStatus", unit).splitlines()
        if set(shown) != {"Result=success", "ExecMainStatus=0"}:
            found.append(f"{unit}: stopped with {shown}")
    return found + [f"process {one} is left" for one in _processes()]


def _until(problem: Callable[[], str]) -> str:
    """What is still wrong when the time is over."""
    end = time.monotonic() + LIMIT
    while text := problem():
        if time.monotonic() > end:
            return text
        time.sleep(0.1)
    return ""


def _processes() -> list[str]:
    ours = []
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            program = os.readlink(f"/proc/{process}/exe")
        except OSError:
            continue
        if Path(program).name in {"lector-api", "lector-worker"}:
            ours.append(process)
    return ours


def _engines() -> list[str]:
    return [one for one in _processes() if "engine" in (Path("/proc") / one / "cmdline").read_text().split("\0")]


def _status(process: str) -> str:
    return (Path("/proc") / process / "status").read_text()


def _systemctl(*words: str) -> str:
    return subprocess.run(["systemctl", *words], capture_output=True, text=True, timeout=LIMIT).stdout.strip()


def _get(path: str) -> Any:
    with urllib.request.urlopen(URL + path, timeout=LIMIT) as answer:
        return json.load(answer)


def _post(path: str, image: Path) -> Any:
    request = urllib.request.Request(URL + path, image.read_bytes(), {"Content-Type": "image/jpeg"})
    with urllib.request.urlopen(request, timeout=2 * LIMIT) as answer:
        return json.load(answer)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
