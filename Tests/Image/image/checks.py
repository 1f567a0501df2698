"""What the image promises, one after the other. Each returns a line for the user, or says what is broken."""

import subprocess
import sys
import tempfile
from pathlib import Path

from image.load import Load
from image.podman import Broken, Container, inspect_image, podman

REPOSITORY = Path(__file__).resolve().parents[3]
IMAGES = REPOSITORY / "test_images"
sys.path.append(str(IMAGES))
from scoring import word_f1  # noqa: E402

USER = 10001
SAMPLES = ("1", "5", "6", "34", "37")
"""Clean ones, of each format: how well it reads is measured elsewhere."""
SHUTDOWN = 10.0
"""Seconds; LECTOR_SHUTDOWN_TIMEOUT is 8, and platforms give 10."""


def require(condition: object, complaint: str) -> None:
    if not condition:
        raise Broken(complaint)


def sample(number: str) -> bytes:
    (path,) = (file for file in IMAGES.glob(f"{number}_test.*") if file.suffix != ".txt")
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
    """Compressed as a registry has it, layer by layer, or nearly so."""
    unpacked = int(inspect_image(name)["Size"])
    with tempfile.TemporaryDirectory(prefix="lector-image-") as folder:
        archive = Path(folder) / "image.tar"
        podman("save", "--output", str(archive), name)
        packed = subprocess.run(f"gzip -6 <{archive} | wc -c", shell=True, check=True, capture_output=True, text=True)
    return f"{unpacked / 1e6:.0f} MB unpacked, {int(packed.stdout) / 1e6:.0f} MB compressed"


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
    changes = [line for line in podman("diff", container.name).stdout.splitlines() if not line.endswith(("/data", "/run"))]
    written = [line for line in changes if not line.startswith(("C /", "A /run", "A /etc", "A /proc", "A /sys", "A /dev"))]
    require(not written, f"written outside of /data: {written}")
    return f"{len(processes)} processes of user {USER}, tini first, root read-only, OMP_THREAD_LIMIT=1 in engines"


def slots(container: Container, wider: Container) -> str:
    """One processor and 2 GB against two."""
    one = container.json("/ready")["slots"]
    require(one == 1, f"{one} slots on one processor")
    container.stop(15)
    wider.start()
    wider.wait_for("/ready")
    two = wider.json("/ready")["slots"]
    wider.stop(15)
    container.start()
    container.wait_for("/ready")
    require(two in (1, 2), f"{two} slots on two processors")
    return f"{one} with one processor, {two} with two and 2 GB"


def reading(container: Container) -> str:
    scores = []
    for number in SAMPLES:
        status, body = container.post("/extract-text", sample(number))
        require(status == 200, f"{number}: {status} {body}")
        scores.append(word_f1((IMAGES / f"{number}_test.txt").read_text(), body["text"]))
    require(min(scores) >= 0.9, f"words found again: {scores}")
    return f"{len(scores)} samples, at least {min(scores):.2f} of the words"


def pages(container: Container) -> str:
    for path, mark in (("/", b"<title>"), ("/docs", b"swagger"), ("/openapi.json", b'"3.1'), ("/languages", b"eng")):
        require(mark in container.get(path), f"{path} is not what it should be")
    return "/, /docs, /openapi.json, /languages"


def searchable_pdf(container: Container) -> str:
    status, job = container.post("/jobs?pdf=true", sample("6") + b"for a PDF")
    require(status == 202, f"{status} {job}")
    require(container.json(f"/jobs/{job['id']}?wait=30")["state"] == "succeeded", "the job did not succeed")
    pdf = container.get(f"/jobs/{job['id']}/result?format=pdf")
    require(pdf.startswith(b"%PDF-") and b"/Font" in pdf, "no PDF with text")
    return f"{len(pdf) / 1000:.0f} kB"


def health(container: Container) -> str:
    require(container.run("lectorctl", "health", "--ready") == 0, "lectorctl does not find the service")
    require(podman("healthcheck", "run", container.name, check=False).returncode == 0, "the health check fails")
    code = container.run("lectorctl", "health", "--url", "http://127.0.0.1:9")
    require(code == 69, f"a service that is not there: exit code {code}")
    return "0 for a service that lives, 69 for none"


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
    require(set(load.statuses) <= {200, 202, 503, 0}, f"answers {dict(load.statuses)}")
    succeeded = _end(container, load.jobs)
    return f"{seconds:.1f} s, exit code 0, answers {_text(load)}; {succeeded} acknowledged jobs succeeded after it"


def killing(container: Container) -> str:
    with Load(container, sample("34")) as load:
        container.kill()
    succeeded = _end(container, load.jobs)
    return f"answers {_text(load)}; {succeeded} acknowledged jobs succeeded after it"


def _text(load: Load) -> str:
    names = {0: "none"}
    return ", ".join(f"{names.get(status, status)} × {count}" for status, count in sorted(load.statuses.items()))


def _end(container: Container, jobs: set[str]) -> int:
    require(jobs, "no job was acknowledged")
    container.start("LECTOR_LEASE=5s")
    container.wait_for("/ready")
    for job in jobs:
        state = "queued"
        while state in ("queued", "running", "delayed"):
            state = container.json(f"/jobs/{job}?wait=30")["state"]
        require(state == "succeeded", f"{job} {state}")
    return len(jobs)
