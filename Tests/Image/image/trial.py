"""A container to be tried, with its folder; all of it is gone afterwards."""

import os
import shutil
import socket
import tempfile
from pathlib import Path
from typing import Self

from image.checks import USER
from image.podman import Container


class Trial:
    def __init__(self, image: str, name: str) -> None:
        self.image = image
        self._work = Path(tempfile.mkdtemp(prefix="lector-image-"))
        self._work.chmod(0o755)
        data = self._work / "data"
        data.mkdir()
        os.chown(data, USER, USER)
        self.container = Container(name, image, data, _free_port())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.container.remove()
        shutil.rmtree(self._work, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
