"""What the image promises, one after the other. Each returns a line for the user, or says what is broken."""

import os
import re
import signal
import tempfile
import time
from pathlib import Path
from urllib.parse import urljoin

from image.load import Load
from image.paths import TEST_IMAGES
from image.podman import DROPPED, REFUSED, Broken, Container, inspect_image, podman

from scoring import word_f1

USER = 10001
SAMPLES = ("1", "5", "6", "34", "37")
"""Clean ones, of each format: how well it reads is measured elsewhere."""
SHUTDOWN = 10.0
"""Seconds; LECTOR_SHUTDOWN_TIMEOUT is 8, and platforms give 10."""
PATIENCE = 180
"""Seconds for all jobs that were acknowledged to end."""
UNPACKED, COMPRESSED = 250, 100
"""MB that the image may take, with English alone."""


def require(condition: object, complaint: str) -> None:
    if not condition:
        raise Broken(complaint)


def sample(number: str) -> bytes:
    (path,) = (file for file in TEST_IMAGES.glob(f"{number}_test.*") if file.suffix != ".txt")
    return path.read_bytes()


def configuration(name: str) -> str:
    image = inspect_image(name)
    config = image["Config"]
    require(config["User"] == f"{USER}:{USER}", f"user {config['User']}")
    require(config["Entrypoint"][0].endswith("/tini"), f"entry point {config['Entrypoint']}")
    require(config["StopSignal"] in ("SIGTERM", "15"), f"stop signal {config['StopSignal']}")
    require("/data" in config["Volumes"], "no volume /data")
    require("8080/tcp" in config["ExposedPorts"], "port 8080 is not exposed")
    for setting in ("OMP_THREAD_LIMIT=1", "LECTOR_HTTP_HOST=0.0.0.0", "LECTOR_DATABASE=/data/lector.sqlite"):
        require(setting in config["Env"], f"no {setting}")
    check = image.get("Healthcheck", {})
    require(check.get("Test") == ["CMD", "lectorctl", "health"], f"health check {check}")
    labels = config["Labels"]
    for label in ("title", "description", "version", "revision", "created"):
        require(labels.get(f"org.opencontainers.image.{label}"), f"no label {label}")
    return f"user {USER}, tini, SIGTERM, /data, 8080, health check, labels"


def size(name: str) -> str:
    """Compressed as a registry has it, layer by layer."""
    unpacked = int(inspect_image(name)["Size"]) / 1e6
    with tempfile.TemporaryDirectory(prefix="lector-image-") as folder:
        podman("save", "--format", "docker-dir", "--compress", "--output", f"{folder}/image", name)
        compressed = sum(file.stat().st_size for file in Path(folder, "image").iterdir()) / 1e6
    text = f"{unpacked:.0f} MB unpacked, {compressed:.0f} MB compressed"
    require(unpacked <= UNPACKED and compressed <= COMPRESSED, f"{text}; may be {UNPACKED} and {COMPRESSED}")
    return text


def cold_start(container: Container) -> str:
    container.start()
    answer = container.wait_for("/health")
    ready = container.wait_for("/ready")
    status, body = container.post("/extract-text", sample("5"))
    require(status == 200, f"the first image was answered {status} {body}")
    seconds = body["processing_time_ms"] / 1000
    return f"first answer after {answer:.2f} s, ready after {ready:.2f} s, first text {seconds:.2f} s later"


def confinement(container: Container) -> str:
    processes = container.processes()
    require("tini" in processes[0].command[0], f"process 1 is {processes[0].command}")
    require({process.user for process in processes} == {USER}, "a process is not the image's user's")
    engines = [process for process in processes if "engine" in process.command]
    require(engines, "there is no engine")
    for engine in engines:
        require("OMP_THREAD_LIMIT=1" in engine.environment, "an engine without OMP_THREAD_LIMIT=1")
    for path in ("/x", "/usr/local/bin/x", "/tmp/x", "/etc/x"):
        require(container.run("touch", path) != 0, f"{path} can be written")
    root = Path(f"/proc/{processes[0].pid}/root")
    shared = [file.name for file in (root / "dev/shm").iterdir()]
    require(not shared, f"written into /dev/shm: {shared}")
    powerful = [file for folder in ("usr", "etc") for file in (root / folder).rglob("*") if _makes_another_user(file)]
    require(not powerful, f"makes its user another: {powerful}")
    return f"{len(processes)} processes of user {USER}, tini first, root read-only, OMP_THREAD_LIMIT=1 in engines"


def _makes_another_user(file: Path) -> bool:
    return not file.is_symlink() and file.is_file() and file.stat().st_mode & 0o6000 != 0


def slots(container: Container) -> str:
    """As many as processors and memory allow, half a gigabyte each."""
    found = {}
    for cpus, memory, expected in ((1, "2g", 1), (2, "2g", min(2, os.cpu_count() or 1)), (2, "900m", 1)):
        container.stop(15)
        container.start(cpus=cpus, memory=memory)
        container.wait_for("/ready")
        found[f"{cpus} CPU and {memory}"] = slots = container.json("/ready")["slots"]
        require(slots == expected, f"{slots} with {cpus} CPU and {memory}: are limits applied on this machine?")
    container.stop(15)
    container.start()
    container.wait_for("/ready")
    return ", ".join(f"{slots} with {limits}" for limits, slots in found.items())


def reading(container: Container) -> str:
    scores = []
    for number in SAMPLES:
        status, body = container.post("/extract-text", sample(number))
        require(status == 200, f"{number}: {status} {body}")
        scores.append(word_f1((TEST_IMAGES / f"{number}_test.txt").read_text(), body["text"]))
    require(min(scores) >= 0.9, f"words found again: {scores}")
    return f"{len(scores)} samples, at least {min(scores):.2f} of the words"


def pages(container: Container) -> str:
    """With the scripts and style sheets that they name."""
    for path, mark in (("/openapi.json", b'"3.1'), ("/languages", b"eng")):
        require(mark in container.get(path), f"{path} is not what it should be")
    files: set[str] = set()
    for path in ("/", "/docs"):
        named = re.findall(r'(?:src|href)="([^"#:]+\.(?:js|css))"', container.get(path).decode())
        require(named, f"{path} names no script or style sheet")
        files |= {urljoin(path, file) for file in named}
    for file in files:
        require(container.get(file), f"{file} is empty")
    return f"/, /docs and their {len(files)} files, /openapi.json, /languages"


def searchable_pdf(container: Container) -> str:
    status, job = container.post("/jobs?pdf=true", sample("6") + b"for a PDF")
    require(status == 202, f"{status} {job}")
    require(container.json(f"/jobs/{job['id']}?wait=30")["state"] == "succeeded", "the job did not succeed")
    pdf = container.get(f"/jobs/{job['id']}/result?format=pdf")
    require(pdf.startswith(b"%PDF-") and b"/Font" in pdf, "no PDF with text")
    return f"{len(pdf) / 1000:.0f} kB"


def health(container: Container) -> str:
    """Of a service that lives, of one that hangs, and of none."""
    require(container.run("lectorctl", "health", "--ready") == 0, "lectorctl does not find the service")
    require(_is_healthy(container), "the health check fails")
    (api,) = (process for process in container.processes() if process.command[0].endswith("lector-api"))
    os.kill(api.pid, signal.SIGSTOP)
    try:
        require(not _is_healthy(container), "the health check does not notice a service that hangs")
    finally:
        os.kill(api.pid, signal.SIGCONT)
    require(_is_healthy(container), "the health check fails after the service hung")
    code = container.run("lectorctl", "health", "--url", "http://127.0.0.1:9")
    require(code == 69, f"a service that is not there: exit code {code}")
    return "0 for a service that lives, another for one that hangs, 69 for none"


def _is_healthy(container: Container) -> bool:
    return podman("healthcheck", "run", container.name, check=False).returncode == 0


def memory(container: Container) -> str:
    def megabytes() -> str:
        return f"{sum(process.memory for process in container.processes()) / 1e6:.0f} MB"

    container.stop(15)
    container.start()
    container.wait_for("/ready")
    idle = megabytes()
    for number in range(20):
        container.post("/extract-text", sample("34") + str(number).encode())
    return f"{idle} idle, {megabytes()} after 20 full pages"


def stopping(container: Container) -> str:
    """Under load: everybody hears, nobody waits for longer than was said, nothing is lost."""
    with Load(container, sample("34")) as load:
        seconds, code = container.stop(15)
    require(code == 0, f"exit code {code}: {container.log()}")
    require(seconds <= SHUTDOWN, f"it took {seconds:.1f} s")
    require(set(load.statuses) <= {200, 202, 503, REFUSED}, f"answers {_text(load)}")
    succeeded = _end(container, load.jobs)
    return f"{seconds:.1f} s, exit code 0, answers {_text(load)}; {succeeded} acknowledged jobs succeeded after it"


def killing(container: Container) -> str:
    with Load(container, sample("34")) as load:
        container.kill()
    succeeded = _end(container, load.jobs)
    return f"answers {_text(load)}; {succeeded} acknowledged jobs succeeded after it"


def _text(load: Load) -> str:
    names = {REFUSED: "refused", DROPPED: "dropped"}
    return ", ".join(f"{names.get(status, status)} × {count}" for status, count in sorted(load.statuses.items()))


def _end(container: Container, jobs: set[str]) -> int:
    require(jobs, "no job was acknowledged")
    container.start("LECTOR_LEASE=5s")
    container.wait_for("/ready")
    end = time.monotonic() + PATIENCE
    for job in jobs:
        state = "queued"
        while state in ("queued", "running", "delayed") and time.monotonic() < end:
            state = container.json(f"/jobs/{job}?wait=30")["state"]
        require(state == "succeeded", f"{job} is {state}")
    return len(jobs)
