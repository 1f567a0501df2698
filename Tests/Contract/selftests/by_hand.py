"""A small description, and answers to hold against it."""

from typing import Any

from contract.description import Description
from contract.exchange import Exchange

NAME = {"required": True, "schema": {"type": "string", "pattern": "^[a-z]+$"}}


def _problem(status: int, headers: dict[str, Any] | None = None) -> dict[str, Any]:
    schema = {"type": "object", "required": ["status"], "properties": {"status": {"const": status}}}
    content = {"application/problem+json": {"schema": schema}}
    return {"description": "", "headers": {"X-Name": NAME, **(headers or {})}, "content": content}


DESCRIPTION = Description(
    {
        "paths": {
            "/things/{id}": {
                "get": {
                    "responses": {
                        "200": {
                            "headers": {
                                "X-Name": {"$ref": "#/components/headers/Name"},
                                "Retry-After": {"schema": {"type": "integer", "minimum": 1}},
                            },
                            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
                        },
                        "204": {"description": "", "headers": {"X-Name": NAME}},
                    }
                }
            },
            "/things/first": {"delete": {"responses": {"204": {"headers": {"X-Name": NAME}}}}},
            "/things/{id}/events": {
                "get": {
                    "responses": {
                        "200": {
                            "headers": {"X-Name": NAME},
                            "content": {"text/event-stream": {"schema": {"$ref": "#/components/schemas/Event"}}},
                        }
                    }
                }
            },
            "/secret": {
                "get": {"security": [{"token": []}], "responses": {"204": {"headers": {"X-Name": NAME}}}},
            },
            "/files/{path}": {
                "parameters": [{"name": "path", "in": "path", "x-has-slashes": True}],
                "get": {"responses": {"200": {"headers": {"X-Name": NAME}, "content": {"*/*": {"schema": {}}}}}},
            },
        },
        "components": {
            "headers": {"Name": NAME},
            "responses": {
                "NotFound": _problem(404),
                "MethodNotAllowed": _problem(405, {"Allow": {"required": True, "schema": {"type": "string"}}}),
            },
            "schemas": {
                "Event": {
                    "type": "object",
                    "required": ["id", "event", "data"],
                    "properties": {
                        "event": {"enum": ["state", "progress"]},
                        "data": {"contentSchema": {"$ref": "#/components/schemas/Thing"}},
                    },
                },
                "Thing": {
                    "type": "object",
                    "required": ["id"],
                    "additionalProperties": False,
                    "properties": {"id": {"type": "integer"}, "part": {"$ref": "#/components/schemas/Thing"}},
                }
            },
        },
    }
)


def answer(path: str = "/things/1", status: int = 200, body: str | None = '{"id":1}', **changes: Any) -> Exchange:
    """A good one, with changes; a header of none is left out."""
    headers = {"content-type": "application/json", "x-name": "a", **changes.pop("headers", {})}
    kept = {name: value for name, value in headers.items() if value is not None}
    sent = None if body is None else body.encode()
    return Exchange(changes.pop("method", "GET"), path, status, kept, sent, **changes)
