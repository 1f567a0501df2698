"""docs/openapi.yaml: what it says about a path, and whether a value fits."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import best_match
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from contract.paths import DESCRIPTION

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_BASE = "urn:description"


class Description:
    """Places in it are JSON pointers: what a schema refers to is then found from there."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        resource = Resource.from_contents(document, default_specification=DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource(_BASE, resource)
        self.operations = [
            Operation(method, path, f"/paths/{_escaped(path)}/{method}")
            for path, item in document["paths"].items()
            for method in METHODS
            if method in item
        ]
        self._is_valid = cache(self._validator)

    @classmethod
    def load(cls, file: Path = DESCRIPTION) -> "Description":
        with file.open("rb") as source:
            return cls(yaml.safe_load(source))

    def at(self, pointer: str) -> tuple[str, Any]:
        """What is there, and where it really is: references are followed."""
        value: Any = self.document
        for step in pointer.split("/")[1:]:
            step = step.replace("~1", "/").replace("~0", "~")
            value = value[int(step) if isinstance(value, list) else step]
        if isinstance(value, dict) and list(value) == ["$ref"]:
            return self.at(value["$ref"].removeprefix("#"))
        return pointer, value

    def path(self, path: str) -> str | None:
        """The described path that it is one of. A path without parameters goes before one with them."""
        described = sorted(self.document["paths"], key=lambda one: "{" in one)
        return next((one for one in described if self._is_one(path, one)), None)

    def methods(self, path: str) -> set[str]:
        """In capitals; of a described path."""
        return {operation.method.upper() for operation in self.operations if operation.path == path}

    def is_secured(self, path: str) -> bool:
        """Whether none of a described path's operations is for everybody."""
        item = self.document["paths"][path]
        return all("security" in item[method] for method in METHODS if method in item)

    def complaint(self, value: Any, pointer: str) -> str | None:
        """Why a value does not fit the schema there; nothing where it fits."""
        error = best_match(self._is_valid(pointer).iter_errors(value))
        return error and f"{error.json_path}: {_short(error.message)}"

    def _validator(self, pointer: str) -> Draft202012Validator:
        checker = FormatChecker()
        return Draft202012Validator({"$ref": f"{_BASE}#{pointer}"}, registry=self._registry, format_checker=checker)

    def _is_one(self, path: str, described: str) -> bool:
        has, wants = path.split("/"), described.split("/")
        if self._has_slashes(described):
            return len(has) >= len(wants) and has[: len(wants) - 1] == wants[:-1]
        return len(has) == len(wants) and all(
            want == one or (want.startswith("{") and one != "") for one, want in zip(has, wants, strict=True)
        )

    def _has_slashes(self, described: str) -> bool:
        parameters = self.document["paths"][described].get("parameters", [])
        return any(parameter.get("x-has-slashes") for parameter in parameters)


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    pointer: str

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path}"


def _escaped(step: str) -> str:
    return step.replace("~", "~0").replace("/", "~1")


def _short(text: str) -> str:
    return text if len(text) <= 300 else f"{text[:300]}…"
