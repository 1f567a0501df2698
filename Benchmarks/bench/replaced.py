"""The replaced service, running: peers/replaced.py under uvicorn."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import processes
from bench.plan import HOME, VENV
from bench.service import START_LIMIT, wait
from bench.wire import answers

AS_IT_WAS = "as in its container (1 process)"
DEPLOYMENTS = {
    AS_IT_WAS: ["--loop", "asyncio", "--http", "h11"],
    "at its best (2 processes, uvloop, httptools)": ["--workers", "2", "--loop", "uvloop", "--http", "httptools"],
}
"""How it is run. The design's aims are for the first."""


@contextmanager
def replaced(folder: Path, options: list[str]) -> Iterator[int]:
    """Its port. No rate limit and no access log."""
    folder.mkdir(parents=True, exist_ok=True)
    port, log = processes.free_port(), folder / "uvicorn.log"
    command = [str(VENV / "bin" / "python"), "-m", "uvicorn", "--app-dir", str(HOME / "peers"), "replaced:app"]
    command += ["--port", str(port), "--log-level", "error", "--no-access-log", *options]
    with processes.running(command, log, processes.environment(RATE_LIMIT="off")):
        wait(lambda: answers(port, "/health"), "the replaced service", START_LIMIT, log, pause=0.05)
        yield port
