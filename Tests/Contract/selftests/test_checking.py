"""The check can fail, and for each of its reasons."""

import tempfile
import unittest
from pathlib import Path

import check
from contract.checking import complaints
from contract.exchange import Exchange, RecordError, read
from selftests.by_hand import DESCRIPTION, answer

PROBLEM = '{"status":404,"type":"urn:lector:problem:not_found","code":"not_found"}'
REFUSAL = '{"status":405,"type":"urn:lector:problem:method_not_allowed","code":"method_not_allowed"}'


def problem(path: str, status: int, body: str, method: str = "GET", allow: str | None = None) -> Exchange:
    headers = {"content-type": "application/problem+json", "allow": allow}
    return answer(path, status, body, method=method, headers=headers)


class Checking(unittest.TestCase):
    def says(self, exchange: Exchange, *expected: str) -> None:
        found = list(complaints(DESCRIPTION, exchange))
        self.assertEqual(len(found), len(expected), found)
        for line, part in zip(found, expected, strict=True):
            self.assertIn(part, line)

    def test_as_described(self) -> None:
        self.says(answer())
        self.says(answer(headers={"content-type": "application/json; charset=utf-8", "retry-after": "2"}))
        self.says(answer(body='{"id":1,"part":{"id":2}}'))
        self.says(answer(method="HEAD", body=None))
        self.says(answer(body=None))
        self.says(answer(status=204, body="", headers={"content-type": None}))
        self.says(answer("/files/a/b.css", body="…", headers={"content-type": "text/css"}))

    def test_status(self) -> None:
        self.says(answer(status=201), "the status 201 is not described")

    def test_headers(self) -> None:
        self.says(answer(headers={"x-name": None}), "X-Name is missing")
        self.says(answer(headers={"x-name": "A"}), "X-Name: $: 'A' does not match")
        self.says(answer(headers={"retry-after": "0"}), "0 is less than the minimum")
        self.says(answer(headers={"retry-after": "soon"}), "'soon' is not of type 'integer'")
        self.says(answer(headers={"x-other": "a"}), "the header x-other is not described")

    def test_bodies(self) -> None:
        self.says(answer(headers={"content-type": "text/plain"}), "the type text/plain is not described")
        self.says(answer(headers={"content-type": None}), "the type of nothing is not described")
        self.says(answer(body="{"), "the body is no JSON")
        self.says(answer(body="{}"), "'id' is a required property")
        self.says(answer(body='{"id":1,"more":2}'), "('more' was unexpected)")
        self.says(answer(body='{"id":1,"part":{"id":"a"}}'), "$.part.id: 'a' is not of type 'integer'")
        self.says(answer(status=204), "there is a body, and none is described")

    def test_problems(self) -> None:
        self.says(problem("/nothing", 404, PROBLEM))
        self.says(problem("/nothing", 404, PROBLEM.replace(":404", ":400")), "404 was expected")
        self.says(problem("/nothing", 404, PROBLEM.replace(":not_found", ":expired")), "has the code not_found")

    def test_what_is_not_described(self) -> None:
        self.says(answer("/nothing"), "the status 200 is not described")
        self.says(answer("/things/1/2"), "the status 200 is not described")
        self.says(answer(method="POST"), "the status 200 is not described")

    def test_methods(self) -> None:
        self.says(problem("/things/1", 405, REFUSAL, "PUT", "GET, HEAD"))
        self.says(problem("/things/1", 405, REFUSAL, "PUT", "GET"), "allowed are GET; described are GET, HEAD")
        self.says(problem("/things/first", 405, REFUSAL, "GET", "DELETE"))

    def test_what_is_hidden(self) -> None:
        self.says(problem("/secret", 404, PROBLEM, "PUT"))
        self.says(problem("/things/1", 404, PROBLEM, "PUT"), "the status 404 is not described")

    def test_events(self) -> None:
        def stream(text: str) -> Exchange:
            return answer("/things/1/events", body=text, headers={"content-type": "text/event-stream"})

        good = 'id: 1\nevent: state\ndata: {"id":1}\n\n'
        self.says(stream(f"retry: 2000\n\n:\n\n{good}{good}data: cut off"))
        self.says(stream(good.replace("state", "end")), "an event: $.event: 'end' is not one of")
        self.says(stream(good.replace("id: 1\n", "")), "an event: $: 'id' is a required property")
        self.says(stream(good.replace('{"id":1}', "{")), "data is no JSON")
        self.says(stream(good.replace('"id":1', '"id":"1"')), "$.id: '1' is not of type 'integer'")


class Record(unittest.TestCase):
    def test_reading(self) -> None:
        line = '{"method":"GET","path":"/a?b=c","status":200,"headers":{"X-Name":"a"}%s}\n'
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "exchanges.jsonl"
            more = ("", ',"body":"ü"', ',"body_base64":"AP8="', ',"test":"a test"')
            file.write_text("".join(line % one for one in more), encoding="utf-8")
            found = list(read([file]))
            self.assertEqual([one.body for one in found], [None, "ü".encode(), b"\x00\xff", None])
            self.assertEqual([one.seen for one in found], ["GET /a?b=c"] * 3 + ["a test"])
            self.assertEqual((found[0].path, found[0].headers), ("/a", {"x-name": "a"}))
            file.write_text(line % "" + "{}\n")
            with self.assertRaisesRegex(RecordError, r"exchanges\.jsonl:2: KeyError"):
                list(read([file]))

    def test_a_violation_is_said_once(self) -> None:
        found = check.violations(DESCRIPTION, [answer(), answer(body="{}", seen="one"), answer(body="{}", seen="two")])
        self.assertEqual(found, ["GET /things/{id} 200: $: 'id' is a required property (one)"])

    def test_what_was_never_seen(self) -> None:
        seen = [answer(), answer("/files/a"), answer("/secret"), answer("/things/first", 204, method="DELETE")]
        self.assertEqual(
            check.gaps(DESCRIPTION, seen, least=4), ["GET /things/{id}/events: no test has succeeded with it"]
        )
        self.assertIn("there are 4 answers, and at least 5 should be", check.gaps(DESCRIPTION, seen, least=5))
