"""wrk as the load for short requests. One thread of it: it shares the cores with what it measures."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bench.images import Image
from bench.plan import HOME
from bench.processes import MeasuringError, environment
from bench.wire import BOUNDARY, form


@dataclass(frozen=True)
class Measured:
    requests: int
    seconds: float
    failed: int
    """Statuses other than 2xx and 3xx, broken connections, timeouts."""
    p50_ms: float
    p99_ms: float

    @property
    def rate(self) -> float:
        return (self.requests - self.failed) / self.seconds


class Poster:
    """Posts one image by the scripts in lua/."""

    def __init__(self, image: Image, folder: Path) -> None:
        before, after = form(image)
        self._parts = folder / "body-head", folder / "body-tail"
        self._parts[0].write_bytes(before + image.content)
        self._parts[1].write_bytes(after)

    def same(self, port: int, path: str, connections: int, seconds: int) -> Measured:
        """The same bytes again and again: those of the image itself."""
        return self._run("same", port, path, connections, seconds, mark="")

    def distinct(self, port: int, path: str, connections: int, seconds: int, mark: str) -> Measured:
        """Bytes that were never sent before, as long as `mark` was not used before."""
        return self._run("distinct", port, path, connections, seconds, mark)

    def _run(self, script: str, port: int, path: str, connections: int, seconds: int, mark: str) -> Measured:
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s"]
        command += ["-s", str(HOME / "lua" / f"{script}.lua"), f"http://127.0.0.1:{port}{path}"]
        command += ["--", *map(str, self._parts), BOUNDARY, mark]
        env = environment(LUA_PATH=str(HOME / "lua" / "?.lua"))
        try:
            done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=seconds + 60, check=False)
            return Measured(**json.loads(done.stdout.splitlines()[-1]))
        except (OSError, subprocess.TimeoutExpired) as error:
            raise MeasuringError(f"wrk: {error}") from None
        except (IndexError, ValueError, TypeError):
            raise MeasuringError(f"wrk: {(done.stdout + done.stderr)[-300:]}") from None
