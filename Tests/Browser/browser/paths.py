"""Where things are."""

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
DEBUG_BUILD = REPOSITORY / ".build" / "debug"
SCREENSHOTS = REPOSITORY / ".build" / "screenshots"
SCRIPTS = Path(__file__).with_name("scripts")
SAMPLES = REPOSITORY / "test_images"


def sample(name: str) -> Path:
    file = SAMPLES / name
    if not file.exists():
        raise FileNotFoundError(file)
    return file
