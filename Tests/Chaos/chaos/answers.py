"""What an answer says, in the words of the history."""

from typing import Any

from chaos.history import Answered, Seen
from chaos.pictures import Image
from chaos.wire import Response


def of_image(client: str, route: str, image: Image, response: Response | None, key: str | None = None) -> Answered:
    """The answer to a request with one image."""
    if response is None:
        return Answered(client, route, image.name, None, key=key)
    return _answered(client, route, image, response.status, response.json, key)


def of_batch(client: str, images: list[Image], response: Response | None) -> list[Answered]:
    """The answer to a batch, for each of its images."""
    route = "POST /batch-extract"
    results = response.json.get("results") if response else None
    if response is None or not isinstance(results, list):
        return [of_image(client, route, image, response) for image in images]
    if len(results) != len(images):
        return [Answered(client, route, image.name, response.status, code="results missing") for image in images]
    return [
        _answered(client, route, image, _status_of_item(item), item)
        for image, item in zip(images, results, strict=True)
    ]


def of_job(job: str, response: Response) -> Seen:
    """The answer to `GET /jobs/<id>`."""
    body = response.json
    text = (body.get("result") or {}).get("text")
    code = (body.get("error") or {}).get("code") or body.get("code")
    return Seen(job, response.status, body.get("state"), text, code)


def _status_of_item(item: dict[str, Any]) -> int:
    """What a single request would have been answered."""
    if "state" in item:
        return 202
    return int(item.get("status", 200))


def _answered(
    client: str, route: str, image: Image, status: int, body: dict[str, Any], key: str | None = None
) -> Answered:
    job = body.get("id") or body.get("job_id")
    text = body.get("text") or (body.get("result") or {}).get("text")
    return Answered(client, route, image.name, status, job, key, text, body.get("code"))
