"""Containers, run by podman."""

import http.client
import json
import os
import resource
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

MEMORY = "2g"
"""As the platforms give it that the service is made for, with one processor."""

REFUSED = 0
"""In place of a status: nobody listened."""
DROPPED = -1
"""In place of a status: whoever listened hung up without an answer."""


class Broken(Exception):
    """What was to hold does not. The text is for the user."""


def podman(*arguments: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
    environment = {"STORAGE_DRIVER": "overlay"} | dict(os.environ)
    done = subprocess.run(["podman", *arguments], env=environment, capture_output=True, text=True)
    if check and done.returncode != 0:
        raise Broken(f"podman {' '.join(arguments)}: {done.stderr.strip()}")
    return done


def inspect_image(name: str) -> dict[str, Any]:
    return dict(json.loads(podman("image", "inspect", name).stdout)[0])


class Container:
    """One container, with its root read-only and its state in a folder."""

    def __init__(self, name: str, image: str, data: Path, port: int) -> None:
        self.name = name
        self.url = f"http://127.0.0.1:{port}"
        self._image = image
        self._data = data
        self._port = port
        self.started = 0.0

    def start(self, *settings: str, cpus: int = 1, memory: str = MEMORY) -> None:
        """A new container on the same data; settings as `NAME=value`."""
        podman("rm", "--force", "--ignore", self.name)
        files = min(resource.getrlimit(resource.RLIMIT_NOFILE)[1], 65536)
        options = ["--detach", "--name", self.name, "--network", "host", "--read-only", "--read-only-tmpfs=false"]
        options += ["--memory", memory, "--cpus", str(cpus), "--cap-drop", "all", "--security-opt"]
        options += ["no-new-privileges", "--ulimit", f"nofile={files}:{files}", "--ulimit", "nproc=4096:4096"]
        options += ["--volume", f"{self._data}:/data", "--env", f"PORT={self._port}", "--env", "LECTOR_RATE_LIMIT=off"]
        for setting in settings:
            options += ["--env", setting]
        if shutil.which("runc", path="/usr/sbin:/usr/bin"):
            options += ["--runtime", "runc"]
        self.started = time.monotonic()
        podman("run", *options, self._image)

    def wait_for(self, path: str, limit: float = 30) -> float:
        """Until there is a good answer; returns the seconds since the start."""
        while True:
            try:
                with urllib.request.urlopen(self.url + path, timeout=5):
                    return time.monotonic() - self.started
            except OSError:
                if time.monotonic() - self.started > limit:
                    raise Broken(f"{path} is not answered after {limit} s: {self.log()}") from None
                time.sleep(0.01)

    def get(self, path: str) -> bytes:
        """As a browser asks."""
        request = urllib.request.Request(self.url + path, headers={"Accept": "text/html, */*;q=0.8"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return bytes(answer.read())
        except OSError as error:
            raise Broken(f"{path}: {error}") from None

    def json(self, path: str) -> dict[str, Any]:
        return dict(json.loads(self.get(path)))

    def post(self, path: str, image: bytes) -> tuple[int, dict[str, Any]]:
        """Status and body; `REFUSED` or `DROPPED` where there was no answer."""
        request = urllib.request.Request(self.url + path, image, {"Content-Type": "application/octet-stream"})
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.loads(error.read() or b"{}")
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", error)
            return REFUSED if isinstance(reason, ConnectionRefusedError) else DROPPED, {"detail": str(error)}

    def run(self, *command: str) -> int:
        """Runs a command inside; returns its exit code."""
        return podman("exec", self.name, *command, check=False).returncode

    def state(self) -> dict[str, Any]:
        return dict(json.loads(podman("inspect", self.name).stdout)[0]["State"])

    def stop(self, limit: int) -> tuple[float, int]:
        """By its stop signal; returns the seconds that took and the exit code."""
        start = time.monotonic()
        podman("stop", "--time", str(limit), self.name)
        return time.monotonic() - start, int(self.state()["ExitCode"])

    def kill(self) -> None:
        podman("kill", "--signal", "KILL", self.name)

    def remove(self) -> None:
        podman("rm", "--force", "--ignore", self.name, check=False)

    def log(self) -> str:
        done = podman("logs", self.name, check=False)
        return (done.stdout + done.stderr)[-2000:]

    def processes(self) -> "list[Process]":
        """From process 1 of the container on."""
        return Process(int(self.state()["Pid"])).family()


class Process:
    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._folder = Path(f"/proc/{pid}")

    @property
    def command(self) -> list[str]:
        return (self._folder / "cmdline").read_text().rstrip("\0").split("\0")

    @property
    def user(self) -> int:
        return self._folder.stat().st_uid

    @property
    def environment(self) -> list[str]:
        return (self._folder / "environ").read_text(errors="replace").split("\0")

    @property
    def memory(self) -> int:
        """Bytes; what it shares with others is counted by its part (proc(5), `smaps_rollup`)."""
        for line in (self._folder / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
        return 0

    def family(self) -> "list[Process]":
        children = [int(pid) for file in self._folder.glob("task/*/children") for pid in file.read_text().split()]
        return [self, *(process for pid in children for process in Process(pid).family())]
