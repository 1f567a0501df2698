"""What a pod must have beyond the schema: the standard `restricted`, and what Lector needs."""

from collections.abc import Iterator
from typing import Any

from deploy import stopping
from deploy.resources import Resource, name

POD = {"enableServiceLinks": False, "automountServiceAccountToken": False}
PLACE = "requiredDuringSchedulingIgnoredDuringExecution"


def workloads(resources: list[Resource]) -> Iterator[tuple[str, Resource, dict[str, Any]]]:
    """Name, resource, and the pod that it makes."""
    for resource in resources:
        if resource["kind"] in {"Deployment", "StatefulSet", "DaemonSet", "Job"}:
            yield name(resource), resource, resource["spec"]["template"]["spec"]


def environment(container: dict[str, Any], resources: list[Resource]) -> dict[str, str]:
    """What its own list and its config maps set; not what a secret does."""
    maps = {one["metadata"]["name"]: one["data"] for one in resources if one["kind"] == "ConfigMap"}
    result: dict[str, str] = {}
    for source in container.get("envFrom", []):
        result |= maps[source["configMapRef"]["name"]]
    return result | {one["name"]: one["value"] for one in container.get("env", []) if "value" in one}


def problems(resources: list[Resource]) -> list[str]:
    found = []
    claims = {one["metadata"]["name"]: one for one in resources if one["kind"] == "PersistentVolumeClaim"}
    for who, resource, pod in workloads(resources):
        found += [f"{who}: {key} is not {value}" for key, value in POD.items() if pod.get(key) is not value]
        found += _restricted(who, pod)
        found += _volumes(who, resource, pod, claims)
        for container in pod["containers"]:
            grace = float(pod.get("terminationGracePeriodSeconds", 30))
            found += stopping.problems(who, environment(container, resources), grace)
            if "memory" not in container.get("resources", {}).get("limits", {}):
                found.append(f"{who}: has no limit of memory")
    return found


def _restricted(who: str, pod: dict[str, Any]) -> Iterator[str]:
    """Pod Security Standards, restricted, as far as these pods have any of it; and a root that is read-only."""
    whole = pod.get("securityContext", {})
    if whole.get("runAsNonRoot") is not True:
        yield f"{who}: may run as root"
    if whole.get("seccompProfile", {}).get("type") != "RuntimeDefault":
        yield f"{who}: may call all of the kernel"
    for container in pod["containers"]:
        own = container.get("securityContext", {})
        if own.get("allowPrivilegeEscalation") is not False or own.get("capabilities") != {"drop": ["ALL"]}:
            yield f"{who}: may gain privileges"
        if own.get("readOnlyRootFilesystem") is not True:
            yield f"{who}: may write everywhere"


def _volumes(who: str, resource: Resource, pod: dict[str, Any], claims: dict[str, Resource]) -> Iterator[str]:
    """Pods that share a data directory are on one node."""
    for volume in pod.get("volumes", []):
        if "persistentVolumeClaim" not in volume:
            continue
        claim = claims.get(volume["persistentVolumeClaim"]["claimName"])
        if claim is None:
            yield f"{who}: its volume is claimed nowhere"
        elif claim["spec"]["accessModes"] != ["ReadWriteOnce"]:
            yield f"{who}: its volume may be on several nodes at once"
        terms = pod.get("affinity", {}).get("podAffinity", {}).get(PLACE, [])
        labels = resource["spec"]["template"]["metadata"]["labels"].items()
        together = [one for one in terms if one["topologyKey"] == "kubernetes.io/hostname"]
        # Unless a pod matches its own term, the first one is never placed.
        if not any(one["labelSelector"]["matchLabels"].items() <= labels for one in together):
            yield f"{who}: may be placed apart from the others"
