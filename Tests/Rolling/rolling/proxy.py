"""HAProxy with the project's own configuration, but for the ports."""

import shutil
import socket
import subprocess
import time
from pathlib import Path

from rolling.paths import ROOT

from lector.service import ServiceError, free_port

CONFIGURATION = ROOT / "deploy/haproxy/haproxy.cfg"


class Proxy:
    def __init__(self, work: Path, ports: list[int]) -> None:
        program = shutil.which("haproxy", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
        if program is None:
            raise ServiceError("there is no haproxy: run Tests/Rolling/setup")
        self.port = free_port()
        self._socket = work / "haproxy.sock"
        text = CONFIGURATION.read_text()
        for written, port in zip((8000, 8081, 8082), (self.port, *ports), strict=True):
            text = text.replace(f"127.0.0.1:{written}", f"127.0.0.1:{port}")
        text = text.replace("global\n", f"global\n    stats socket {self._socket} level admin\n", 1)
        (work / "haproxy.cfg").write_text(text)
        with (work / "haproxy.log").open("wb") as log:
            self._process = subprocess.Popen([program, "-f", str(work / "haproxy.cfg")], stdout=log, stderr=log)
        self._wait(work / "haproxy.log")

    def drain(self, server: str) -> None:
        """Has a server get no more requests: what an operator does with one that cannot say so itself."""
        self._say(f"set server lector/{server} state drain")

    def admit(self, server: str) -> None:
        self._say(f"set server lector/{server} state ready")

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(20)

    def _say(self, command: str) -> None:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(self._socket))
            connection.sendall(f"{command}\n".encode())
            answer = connection.recv(4096).decode().strip()
        if answer:
            raise ServiceError(f"haproxy says of {command}: {answer}")

    def _wait(self, log: Path) -> None:
        end = time.monotonic() + 10
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if self._process.poll() is not None or time.monotonic() > end:
                    raise ServiceError(f"haproxy does not start: {log.read_text(errors='replace')}") from None
                time.sleep(0.05)
