"""What schemathesis has to be told: what an image is, what else to check, and which good requests are none."""

import re
from typing import Any
from urllib.parse import urlsplit

import schemathesis
from hypothesis import strategies as st
from schemathesis.checks import CheckContext
from schemathesis.core.failures import AcceptedNegativeData, Failure
from schemathesis.core.transport import Response
from schemathesis.generation.case import Case
from schemathesis.hooks import HookContext
from schemathesis.openapi.checks import RejectedPositiveData

from contract import images
from contract.checking import complaints
from contract.description import Description
from contract.exchange import Exchange

DESCRIPTION = Description.load()
IMAGES = st.one_of(images.whole(), images.whole(), images.damaged(), images.any_bytes())

schemathesis.openapi.format("binary", IMAGES)
schemathesis.openapi.media_type("image/*", IMAGES)
schemathesis.openapi.media_type("application/octet-stream", IMAGES)

# Of what is made up hardly anything is installed or in the file.
schemathesis.openapi.format("languages", st.sampled_from(["eng", "eng", "eng", "osd", "eng+osd", "xyz"]))
schemathesis.openapi.format("pages", st.sampled_from(["all", "1", "1-3", "1,1", "2", "9999", "3-1"]))

NO_IMAGE = "Not an image that is read"
BEYOND_SCHEMAS = (
    # A schema says no more of an image than that it is bytes.
    NO_IMAGE,
    "The image cannot be decoded",
    "The image has too many pixels",
    "The file is empty",
    # Nor which languages are installed, which pages there are, and that 3-1 are none.
    "is not installed",
    "none of those asked for",
    "pages must be",
    # It says that a form has `image` or `images`, which schemathesis does not heed when it tries each field in turn.
    "Files go into fields named",
)
"""What problems say that are no surprise where a request fits its schema."""
NO_TYPES = re.compile(r"/properties/(whitelist \(was string|(?!images?\b)\w+ \(was \w+, became array\))")


@schemathesis.hook
def filter_failure(context: HookContext, failure: Failure, case: Case[Any], response: Response) -> bool:
    if isinstance(failure, RejectedPositiveData):
        return not any(text in response.text for text in BEYOND_SCHEMAS)
    if isinstance(failure, AcceptedNegativeData):
        # A form has no types: the number 1 in place of a file is a file of one byte, and in a batch that file's
        # problem; null in place of characters is the characters n, u and l; a list in place of an option is that option
        # several times, of which the last counts, or never.
        return NO_IMAGE not in response.text and not NO_TYPES.search(failure.message)
    return True


@schemathesis.check
def as_recorded_answers_are(context: CheckContext, response: Response, case: Case[Any]) -> None:
    """As check.py does, which sees more: header fields that are not described, problems that contradict themselves."""
    headers = {name.lower(): ", ".join(values) for name, values in response.headers.items()}
    path = urlsplit(response.request.url or "").path
    exchange = Exchange(response.request.method or "", path, response.status_code, headers, response.content)
    found = list(complaints(DESCRIPTION, exchange))
    assert not found, "; ".join(found)
