"""deploy/kubernetes: rendered by kubectl's kustomize, then held against schemas and what Lector needs."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from deploy import pods, resources, settings
from deploy.paths import PROGRAMS
from deploy.resources import Resource
from deploy.tool import ToolError, run


def problems(deploy: Path, binaries: Path) -> list[str]:
    folder = deploy / "kubernetes"
    found = []
    for where in [folder / "base", *_subfolders(folder / "overlays")]:
        try:
            found += [f"{where.name}: {one}" for one in _of(render(where), binaries)]
        except ToolError as error:
            found.append(f"{where.name}: {error}")
    return found


def render(folder: Path) -> list[Resource]:
    result = run([PROGRAMS / "kubectl", "kustomize", folder])
    if result.returncode != 0:
        raise ToolError(result.stderr.strip())
    return [one for one in yaml.safe_load_all(result.stdout) if one]


def _subfolders(folder: Path) -> list[Path]:
    return sorted(one for one in folder.iterdir() if one.is_dir())


def _of(rendered: list[Resource], binaries: Path) -> list[str]:
    found = [problem for one in rendered for problem in resources.problems(one)]
    found += pods.problems(rendered)
    found += _ends(rendered)
    for who, _, pod in pods.workloads(rendered):
        for container in pod["containers"]:
            found += settings.problems(who, pods.environment(container, rendered), binaries)
    return found


def _ends(rendered: list[Resource]) -> Iterator[str]:
    """What selects pods finds some, and what names a workload names one that is there."""
    there = {(one["kind"], one["metadata"]["name"]) for one in rendered}
    labels = [one["spec"]["template"]["metadata"]["labels"] for _, one, _ in pods.workloads(rendered)]
    for one in rendered:
        spec = one.get("spec", {})
        if one["kind"] == "Service":
            if not any(spec["selector"].items() <= found.items() for found in labels):
                yield f"{resources.name(one)}: leads to no pod"
        elif one["kind"] in {"NetworkPolicy", "PodDisruptionBudget"}:
            wanted = (spec.get("podSelector") or spec.get("selector") or {}).get("matchLabels", {})
            if not any(wanted.items() <= found.items() for found in labels):
                yield f"{resources.name(one)}: is about no pod"
        elif one["kind"] == "ServiceMonitor":
            services = [other["metadata"]["labels"] for other in rendered if other["kind"] == "Service"]
            if not any(spec["selector"]["matchLabels"].items() <= found.items() for found in services):
                yield f"{resources.name(one)}: looks at no service"
        elif "scaleTargetRef" in spec:
            target = (spec["scaleTargetRef"].get("kind", "Deployment"), spec["scaleTargetRef"]["name"])
            if target not in there:
                yield f"{resources.name(one)}: scales nothing"
