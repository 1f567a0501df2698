"""Server-sent events, and whether they are as described."""

import json
from collections.abc import Iterator

from contract.description import Description


def complaints(description: Description, body: bytes, pointer: str) -> Iterator[str]:
    """The schema there is that of a single event; that of its data stands in `contentSchema`."""
    for event in parsed(body.decode()):
        if why := description.complaint(event, pointer):
            yield f"an event: {why}"
            continue
        try:
            value = json.loads(event["data"])
        except ValueError as error:
            yield f"an event's data is no JSON: {error}"
            continue
        place, _ = description.at(pointer)
        if why := description.complaint(value, f"{place}/properties/data/contentSchema"):
            yield f"an event's data: {why}"


def parsed(text: str) -> Iterator[dict[str, str]]:
    """Those that have data; the last one only if it is whole."""
    for block in text.split("\n\n")[:-1]:
        fields: dict[str, str] = {}
        for line in block.split("\n"):
            name, _, value = line.partition(":")
            if name:
                value = value.removeprefix(" ")
                fields[name] = f"{fields[name]}\n{value}" if name in fields else value
        if "data" in fields:
            yield fields
