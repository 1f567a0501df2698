"""A Prometheus of our own, by the example of deploy/prometheus."""

import json
import math
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from deploy.tool import ToolError

from lector.service import free_port

START_LIMIT = 30
"""Seconds."""
INTERVAL = "1s"


class Prometheus:
    def __init__(self, url: str) -> None:
        self.url = url

    def ask(self, path: str, **parameters: str) -> Any:
        """What the HTTP API has under `data`; an error's text is in what is thrown."""
        url = f"{self.url}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return json.load(answer)["data"]
        except urllib.error.HTTPError as error:
            raise ToolError(json.load(error).get("error", str(error))) from None
        except OSError as error:
            raise ToolError(f"Prometheus: {error}") from None

    def values(self, expression: str) -> list[float]:
        """Of all series now; an error where it cannot be evaluated."""
        return [float(one["value"][1]) for one in self.ask("query", query=expression)["result"]]

    def numbers(self, expression: str) -> list[float]:
        return [one for one in self.values(expression) if not math.isnan(one)]

    def scrapes(self) -> int:
        """That succeeded."""
        return int(sum(self.numbers('sum_over_time(up{job="lector"}[10m])')))

    def failure(self) -> str:
        """Of the last scrape; empty where it succeeded."""
        targets = self.ask("targets")["activeTargets"]
        return next((one["lastError"] for one in targets if one["lastError"]), "")

    def rules(self) -> list[dict[str, Any]]:
        return [rule for group in self.ask("rules")["groups"] for rule in group["rules"]]


@contextmanager
def running(example: Path, target: str, token: str) -> Iterator[Prometheus]:
    """By the configuration in the folder `example`, but for the target, how often, and the token that is there."""
    with tempfile.TemporaryDirectory(prefix="lector-prometheus-") as name:
        folder = Path(name)
        (folder / "lector.rules.yml").write_text((example / "lector.rules.yml").read_text())
        (folder / "lector.token").write_text(token)
        (folder / "prometheus.yml").write_text(_configuration(example / "prometheus.yml", target))
        port, log = free_port(), folder / "log"
        command = [
            "prometheus",
            f"--config.file={folder / 'prometheus.yml'}",
            f"--storage.tsdb.path={folder / 'data'}",
            f"--web.listen-address=127.0.0.1:{port}",
        ]
        with log.open("wb") as output:
            try:
                process = subprocess.Popen(command, stdout=output, stderr=output)
            except OSError as error:
                raise ToolError(f"prometheus: {error.strerror}; Tests/Deploy/setup installs it") from None
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(process, f"{url}/-/ready", log)
            yield Prometheus(url)
        finally:
            process.terminate()
            process.wait()


def _configuration(example: Path, target: str) -> str:
    configuration = yaml.safe_load(example.read_text())
    configuration["global"] = {"scrape_interval": INTERVAL, "evaluation_interval": INTERVAL}
    for job in configuration["scrape_configs"]:
        for group in job["static_configs"]:
            group["targets"] = [target]
    return yaml.safe_dump(configuration)


def _wait(process: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    end = time.monotonic() + START_LIMIT
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            if process.poll() is not None or time.monotonic() > end:
                raise ToolError(f"prometheus does not start: {log.read_text(errors='replace')[-1000:]}") from None
            time.sleep(0.1)
