"""deploy/aws-app-runner and deploy/google-cloud-run, as far as published schemas go."""

import json
import re
from pathlib import Path
from typing import Any

import yaml
from cfnlint.decode import cfn_yaml

from deploy import resources, settings, stopping
from deploy.paths import PROGRAMS
from deploy.tool import complaints

GIVEN = 10.0
"""Seconds from SIGTERM to SIGKILL on Cloud Run; App Runner's are not documented."""
GIVEN_ECS = 30.0

ANNOTATIONS = {
    "autoscaling.knative.dev/minScale",
    "autoscaling.knative.dev/maxScale",
    "run.googleapis.com/cpu-throttling",
    "run.googleapis.com/execution-environment",
    "run.googleapis.com/ingress",
    "run.googleapis.com/startup-cpu-boost",
}
"""Those that are used, from Google's reference of this file. A mistyped one would be accepted and do nothing."""


def cloud_run(deploy: Path, binaries: Path) -> list[str]:
    service: dict[str, Any] = yaml.safe_load((deploy / "google-cloud-run" / "service.yaml").read_text())
    template = service["spec"]["template"]
    found = resources.problems(service)
    for part in (service, template):
        for name, value in part["metadata"].get("annotations", {}).items():
            if name not in ANNOTATIONS:
                found.append(f"Google's reference has no annotation {name}")
            if not isinstance(value, str):
                found.append(f"{name}: an annotation is a text")
    if template["metadata"]["annotations"].get("autoscaling.knative.dev/maxScale") != "1":
        found.append("several instances would have a queue each")
    for container in template["spec"]["containers"]:
        environment = {one["name"]: one["value"] for one in container["env"] if "value" in one}
        found += settings.problems("service.yaml", environment, binaries)
        found += stopping.problems("service.yaml", environment, GIVEN)
    return found


def aws(deploy: Path, binaries: Path) -> list[str]:
    folder = deploy / "aws-app-runner"
    files = sorted(folder.glob("*.yaml"))
    found = complaints(PROGRAMS / "cfn-lint", "--include-checks", "I", "--template", *files)
    if found:
        return found
    for file in files:
        services = [one["Properties"] for one in _resources(file) if one["Type"].endswith("Service")]
        found += [] if len(services) == 1 else [f"{file.name}: has {len(services)} services"]
        for service in services:
            variables = _find(service, {"RuntimeEnvironmentVariables", "Environment"})
            environment = {one["Name"]: str(one["Value"]) for one in variables or []}
            found += settings.problems(file.name, environment, binaries)
            if file.name == "ecs-express.yaml":
                found += stopping.problems(file.name, environment, GIVEN_ECS)
        if not re.search(r"Max(Size|TaskCount): 1\b", file.read_text()):
            found.append(f"{file.name}: several instances would have a queue each")
    return found


def _resources(file: Path) -> list[dict[str, Any]]:
    template = json.loads(json.dumps(cfn_yaml.load(str(file))))
    return list(template["Resources"].values())


def _find(value: Any, names: set[str]) -> Any:
    if isinstance(value, dict):
        for key, inside in value.items():
            found = inside if key in names else _find(inside, names)
            if found:
                return found
    return None
