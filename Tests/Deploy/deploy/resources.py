"""Kubernetes' own schemas, and those of resources that others define."""

from typing import Any

import kubernetes_validate
from cloudcoil.models.keda import v1alpha1 as keda
from cloudcoil.models.knative_serving.serving import v1 as knative
from cloudcoil.models.prometheus_operator import v1 as operator
from pydantic import BaseModel, ValidationError

Resource = dict[str, Any]

VERSIONS = ("1.28", "1.37")
"""Of Kubernetes: the oldest that is meant to do, and the newest that there are schemas of."""

CUSTOM: dict[tuple[str, str], type[BaseModel]] = {
    ("keda.sh/v1alpha1", "ScaledObject"): keda.ScaledObject,
    ("monitoring.coreos.com/v1", "ServiceMonitor"): operator.ServiceMonitor,
    ("serving.knative.dev/v1", "Service"): knative.Service,
}
"""Models made from the definitions (CRDs) that KEDA, Prometheus's operator and Knative publish."""


def name(resource: Resource) -> str:
    return f"{resource['kind']} {resource['metadata']['name']}"


def problems(resource: Resource) -> list[str]:
    model = CUSTOM.get((resource["apiVersion"], resource["kind"]))
    return _by_model(resource, model) if model else _by_schema(resource)


def _by_schema(resource: Resource) -> list[str]:
    found = []
    for version in VERSIONS:
        try:
            kubernetes_validate.validate(resource, version, strict=True)
        except kubernetes_validate.ValidationError as error:
            place = ".".join(str(part) for part in error.path)
            found.append(f"{name(resource)}: {place}: {error.message} (Kubernetes {version})")
        except kubernetes_validate.SchemaNotFoundError:
            found.append(f"{name(resource)}: Kubernetes {version} has no such kind")
    return found


def _by_model(resource: Resource, model: type[BaseModel]) -> list[str]:
    resource = _spelled_out(resource)
    try:
        read = model.model_validate(resource).model_dump(by_alias=True, exclude_unset=True, mode="json")
    except ValidationError as error:
        return [f"{name(resource)}: {'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
    # Models drop what they do not know.
    return [f"{name(resource)}: there is no {place}" for place in _lost(resource, read)]


def _spelled_out(given: Any, key: str = "") -> Any:
    """The same, with `1` processor as `1000m`: the models stumble over a quantity that could be a number."""
    if isinstance(given, dict):
        return {name: _spelled_out(value, name) for name, value in given.items()}
    if isinstance(given, list):
        return [_spelled_out(value) for value in given]
    return f"{given}000m" if key == "cpu" and isinstance(given, str) and given.isdigit() else given


def _lost(given: Any, read: Any, place: str = "") -> list[str]:
    """What is in the one and not in the other, by its path."""
    if isinstance(given, dict) and isinstance(read, dict):
        names = [(key, f"{place}.{key}".lstrip(".")) for key in given]
        return [one for key, path in names for one in ([path] if key not in read else _lost(given[key], read[key], path))]
    if isinstance(given, list) and isinstance(read, list):
        pairs = enumerate(zip(given, read, strict=False))
        return [one for index, (a, b) in pairs for one in _lost(a, b, f"{place}[{index}]")]
    return []
