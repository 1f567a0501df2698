"""docs/openapi.yaml is sound, and so are its examples."""

import unittest
from collections.abc import Iterator
from typing import Any

from openapi_spec_validator import validate

from contract.checking import METHOD_NOT_ALLOWED, NOT_FOUND
from contract.description import Description


class Descriptions(unittest.TestCase):
    description = Description.load()

    def test_valid(self) -> None:
        validate(self.description.document)

    def test_examples_fit(self) -> None:
        checked = 0
        for pointer, value in self._examples():
            with self.subTest(pointer):
                self.assertIsNone(self.description.complaint(value, f"{pointer}/schema"))
            checked += 1
        self.assertGreater(checked, 40)

    def test_examples_of_schemas_fit(self) -> None:
        for name, schema in self.description.document["components"]["schemas"].items():
            for value in schema.get("examples", []):
                with self.subTest(name):
                    self.assertIsNone(self.description.complaint(value, f"/components/schemas/{name}"))

    def test_answers_to_what_is_not_there(self) -> None:
        for pointer in (NOT_FOUND, METHOD_NOT_ALLOWED):
            self.assertIn("application/problem+json", self.description.at(pointer)[1]["content"])

    def test_every_object_of_an_answer_is_closed(self) -> None:
        """Else a check of answers would let everything through."""
        for name, schema in self.description.document["components"]["schemas"].items():
            if schema.get("type") == "object":
                with self.subTest(name):
                    self.assertIs(schema.get("additionalProperties"), False)

    def _examples(self) -> Iterator[tuple[str, Any]]:
        """Of headers and of answers' bodies, with the place of what they are examples of."""
        for name, header in self.description.document["components"]["headers"].items():
            if "example" in header:
                yield f"/components/headers/{name}", header["example"]
        for operation in self.description.operations:
            responses = f"{operation.pointer}/responses"
            for status in self.description.at(responses)[1]:
                pointer, response = self.description.at(f"{responses}/{status}")
                for media_type, content in response.get("content", {}).items():
                    if media_type == "text/event-stream":
                        continue
                    place = f"{pointer}/content/{media_type.replace('/', '~1')}"
                    yield from ((place, value) for value in self._values(content, place))

    def _values(self, content: dict[str, Any], place: str) -> Iterator[Any]:
        if "example" in content:
            yield content["example"]
        for name in content.get("examples", {}):
            yield self.description.at(f"{place}/examples/{name}")[1]["value"]
