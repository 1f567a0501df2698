"""A Lector of our own that is fuzzed."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from contract.paths import ROOT

sys.path.append(str(ROOT / "Tests" / "Accuracy"))
from accuracy import service as started  # noqa: E402
from accuracy.service import Service, ServiceError  # noqa: E402

__all__ = ["ServiceError", "running"]

SETTINGS = {
    "LECTOR_SYNC_WAIT": "1s",  # So that calls become jobs, too, and a full queue holds nothing up for long.
    "LECTOR_CACHE_TTL": "24h",
}


@contextmanager
def running(binaries: Path) -> Iterator[Service]:
    """As for measuring accuracy, but for the settings. It has to be there still at the end."""
    with tempfile.TemporaryDirectory(prefix="lector-contract-") as name:
        folder = Path(name)
        started._copy_programs(binaries, folder)
        _copy_pages(binaries, folder)
        port, log = started._free_port(), folder / "api.log"
        with log.open("wb") as output:
            environment = started._environment(folder, port, slots=2) | SETTINGS
            process = subprocess.Popen([str(folder / "lector-api")], env=environment, stdout=output, stderr=output)
        try:
            service = Service(port)
            started._wait_until_ready(service, process, log)
            yield service
            if process.poll() is not None:
                raise ServiceError(f"the service has ended: {log.read_text(errors='replace')[-2000:]}")
        finally:
            started._stop(process)


def _copy_pages(binaries: Path, folder: Path) -> None:
    """What lies beside the program, /openapi.json among it."""
    pages = "lector_API.resources"
    try:
        (folder / pages).symlink_to((binaries / pages).resolve(strict=True))
    except OSError as error:
        raise ServiceError(f"{error}: run `make build` first") from None
