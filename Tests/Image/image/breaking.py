"""Ways to break the image, each with the check that is to notice."""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

from image import checks
from image.podman import Broken
from image.trial import Trial

TESSDATA = "/usr/share/tesseract-ocr/5/tessdata"


@dataclass(frozen=True)
class Break:
    title: str
    check: Callable[[Trial], object]
    config: tuple[str, ...] = ()
    """Options of `buildah config`."""
    command: tuple[str, ...] = ()
    """Run in the image, as root."""
    is_started: bool = True
    """Whether the check expects a service that is ready."""

    def build(self, image: str, name: str) -> None:
        container = _buildah("from", image)
        try:
            if self.command:
                _buildah("run", "--user", "0", container, "--", *self.command)
            if self.config:
                _buildah("config", *self.config, container)
            _buildah("commit", "--quiet", "--format", "docker", container, name)
        finally:
            _buildah("rm", container)


def _buildah(*arguments: str) -> str:
    environment = {"STORAGE_DRIVER": "overlay", "BUILDAH_ISOLATION": "chroot"} | dict(os.environ)
    done = subprocess.run(["buildah", *arguments], env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"buildah {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.strip()


def _confinement(trial: Trial) -> str:
    return checks.confinement(trial.container)


BREAKS = (
    Break("root's image", lambda trial: checks.configuration(trial.image), ("--user", "0"), is_started=False),
    Break("25 MB more", lambda trial: checks.size(trial.image), is_started=False,
          command=("dd", "if=/dev/urandom", "of=/more", "bs=1M", "count=25", "status=none")),
    Break("no language", lambda trial: checks.cold_start(trial.container), is_started=False,
          command=("rm", f"{TESSDATA}/eng.traineddata")),
    Break("another port", lambda trial: checks.cold_start(trial.container), is_started=False,
          config=("--entrypoint", '["/usr/bin/tini", "--", "env", "-u", "PORT"]')),
    Break("no tini", _confinement, ("--entrypoint", '["env"]')),
    Break("a program for root", _confinement, command=("chmod", "u+s", "/usr/bin/env")),
    Break("state in memory", _confinement, ("--env", "LECTOR_DATABASE=/dev/shm/lector.sqlite")),
    Break("always one slot", lambda trial: checks.slots(trial.container), ("--env", "LECTOR_WORKERS=1")),
    Break("no Swagger UI", lambda trial: checks.pages(trial.container),
          command=("rm", "-r", "/usr/local/share/lector/web/generated/swagger-ui")),
    Break("no font for PDFs", lambda trial: checks.searchable_pdf(trial.container),
          command=("rm", f"{TESSDATA}/pdf.ttf")),
    Break("always healthy", lambda trial: checks.health(trial.container), ("--healthcheck", "CMD true")),
    Break("killed to stop", lambda trial: checks.stopping(trial.container), ("--stop-signal", "SIGKILL")),
    Break("jobs in memory", lambda trial: checks.killing(trial.container),
          ("--env", "LECTOR_DATABASE=/dev/shm/lector.sqlite")),
)
