"""Whether an answer is as described."""

import json
from collections.abc import Iterator
from typing import Any

from contract import events
from contract.description import Description, Operation
from contract.exchange import Exchange

UNDESCRIBED = {"connection", "content-length", "content-type", "date", "keep-alive", "server", "transfer-encoding"}
"""Header fields of any answer, which belong to HTTP and not to what is described."""

NOT_FOUND = "/components/responses/NotFound"
METHOD_NOT_ALLOWED = "/components/responses/MethodNotAllowed"


def operation(description: Description, exchange: Exchange) -> Operation | None:
    """HEAD is answered as GET is."""
    path = description.path(exchange.path)
    method = "get" if exchange.method == "HEAD" else exchange.method.lower()
    return next((one for one in description.operations if (one.path, one.method) == (path, method)), None)


def complaints(description: Description, exchange: Exchange) -> Iterator[str]:
    pointer = _response(description, exchange)
    if pointer is None:
        yield f"the status {exchange.status} is not described"
        return
    pointer, response = description.at(pointer)
    yield from _header_complaints(description, exchange, pointer, response)
    yield from _content_complaints(description, exchange, pointer, response)
    if exchange.status == 405:
        yield from _allow_complaints(description, exchange)


def _response(description: Description, exchange: Exchange) -> str | None:
    """Where the answer is described."""
    if found := operation(description, exchange):
        is_described = str(exchange.status) in description.at(f"{found.pointer}/responses")[1]
        return f"{found.pointer}/responses/{exchange.status}" if is_described else None
    path = description.path(exchange.path)
    if path is not None and exchange.status == 405:
        return METHOD_NOT_ALLOWED
    # Whoever may not know of a path is told that there is none.
    is_hidden = path is None or description.is_secured(path)
    return NOT_FOUND if is_hidden and exchange.status == 404 else None


def _header_complaints(
    description: Description, exchange: Exchange, pointer: str, response: dict[str, Any]
) -> Iterator[str]:
    described = response.get("headers", {})
    names = {name.lower() for name in described}
    for name in sorted(set(exchange.headers) - names - UNDESCRIBED):
        yield f"the header {name} is not described"
    for name in described:
        place, header = description.at(f"{pointer}/headers/{name}")
        value = exchange.headers.get(name.lower())
        if value is None:
            if header.get("required"):
                yield f"the header {name} is missing"
        elif why := description.complaint(_read(value, header["schema"]), f"{place}/schema"):
            yield f"the header {name}: {why}"


def _read(value: str, schema: dict[str, Any]) -> str | int:
    return int(value) if schema.get("type") == "integer" and value.isascii() and value.isdigit() else value


def _content_complaints(
    description: Description, exchange: Exchange, pointer: str, response: dict[str, Any]
) -> Iterator[str]:
    content = response.get("content")
    if content is None:
        if exchange.body:
            yield "there is a body, and none is described"
        return
    described = next((one for one in (exchange.media_type, "*/*") if one in content), None)
    if described is None:
        yield f"the type {exchange.media_type or 'of nothing'} is not described"
    # What stands in for a body after HEAD stays in the server.
    elif exchange.body is not None and exchange.method != "HEAD":
        place = f"{pointer}/content/{described.replace('/', '~1')}"
        yield from _body_complaints(description, exchange, exchange.body, place)


def _body_complaints(description: Description, exchange: Exchange, body: bytes, pointer: str) -> Iterator[str]:
    if exchange.media_type == "text/event-stream":
        yield from events.complaints(description, body, f"{pointer}/schema")
    elif exchange.media_type in ("application/json", "application/problem+json"):
        try:
            value = json.loads(body)
        except ValueError as error:
            yield f"the body is no JSON: {error}"
            return
        if why := description.complaint(value, f"{pointer}/schema"):
            yield why
        elif exchange.media_type == "application/problem+json":
            yield from _problem_complaints(value, exchange.status)


def _problem_complaints(problem: dict[str, Any], status: int) -> Iterator[str]:
    """What a schema cannot say."""
    if problem["status"] != status:
        yield f"the problem says {problem['status']} and the answer {status}"
    if problem["type"] != f"urn:lector:problem:{problem['code']}":
        yield f"the problem of type {problem['type']} has the code {problem['code']}"


def _allow_complaints(description: Description, exchange: Exchange) -> Iterator[str]:
    path = description.path(exchange.path)
    described = description.methods(path) if path else set()
    described |= {"HEAD"} if "GET" in described else set()
    allowed = {method.strip() for method in exchange.headers.get("allow", "").split(",")}
    if allowed != described:
        yield f"allowed are {', '.join(sorted(allowed))}; described are {', '.join(sorted(described))}"
