"""deploy/compose.yaml, by Docker Compose itself."""

import json
from pathlib import Path
from typing import Any

from deploy import settings, stopping
from deploy.paths import PROGRAMS
from deploy.tool import run

CONFINED: dict[str, Any] = {"read_only": True, "cap_drop": ["ALL"], "security_opt": ["no-new-privileges:true"]}
TOKEN = "a-token-for-operators"


def problems(deploy: Path, binaries: Path) -> list[str]:
    file = deploy / "compose.yaml"
    command = [PROGRAMS / "docker-compose", "--file", file, "--profile", "*", "config", "--format", "json"]
    result = run(command, {"LECTOR_OPERATOR_TOKEN": TOKEN})
    if result.returncode != 0:
        return result.stderr.splitlines()
    services: dict[str, Any] = json.loads(result.stdout)["services"]
    found = [] if set(services) == {"api", "worker"} else [f"there are {sorted(services)}"]
    for name, service in services.items():
        # A variable that is not set is not passed on.
        environment = {key: value for key, value in service["environment"].items() if value is not None}
        found += stopping.problems(name, environment, stopping.seconds(service["stop_grace_period"]))
        found += settings.problems(name, environment, binaries)
        found += [f"{name}: {key} is not {value}" for key, value in CONFINED.items() if service.get(key) != value]
        if {"cpus", "memory"} - set(service["deploy"]["resources"]["limits"]):
            found.append(f"{name}: has no limits")
    if services.get("api", {}).get("environment", {}).get("LECTOR_OPERATOR_TOKEN") != TOKEN:
        found.append("api: is not given the operator's token")
    if any(port.get("host_ip") != "127.0.0.1" for port in services.get("api", {}).get("ports", [])):
        found.append("api: is open to others without being asked to")
    return found
