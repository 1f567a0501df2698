"""A container to be tried, with its folder; all of it is gone afterwards."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Self

from image.checks import USER
from image.podman import Container

from lector.service import free_port


class Trial:
    def __init__(self, image: str, name: str) -> None:
        self.image = image
        self._work = Path(tempfile.mkdtemp(prefix="lector-image-"))
        self._work.chmod(0o755)
        data = self._work / "data"
        data.mkdir()
        os.chown(data, USER, USER)
        self.container = Container(name, image, data, free_port())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.container.remove()
        shutil.rmtree(self._work, ignore_errors=True)
