"""One client of the service: what it asks for follows from the seed, what it hears goes into the history."""

import random
import threading
import time
import uuid
from collections import deque
from dataclasses import dataclass

from chaos import answers, wire
from chaos.fleet import Fleet
from chaos.history import Answered, CancelAsked, Drawn, History
from chaos.pictures import Image, Pictures
from chaos.wire import Request, Response

OPEN_LIMIT = 8
"""Jobs of a client that may be unfinished: the load is as much as the service gets done."""
SLOW_SHARE = 0.05
KEYED_SHARE = 0.35
REPEATED_SHARE = 0.15
"""Of requests with a key that are sent again although their outcome is known, and of images that are sent again."""
TRIES = 12
FINAL = ("succeeded", "failed", "cancelled")

ACTIONS = {"job": 46, "extract": 14, "twins": 9, "batch": 5, "cancel": 6, "wait": 12, "look again": 8}


@dataclass(frozen=True)
class Order:
    """A job that is asked for, as often as it takes."""

    image: Image
    key: str | None
    request: Request


class Client:
    """A client is its address: numbers from 1 to 99."""

    def __init__(self, number: int, seed: int, fleet: Fleet, history: History, keys: bool) -> None:
        self.address = f"127.0.0.{number}"
        self._twin_address = f"127.0.0.{100 + number}"
        self._source = random.Random(f"client {number} {seed}")
        self._pictures = Pictures(number, self._source)
        self._fleet = fleet
        self._history = history
        self._keys = keys
        self._open: deque[str] = deque()
        self._final: deque[str] = deque(maxlen=200)
        self._sent: deque[Image] = deque(maxlen=50)

    def run(self, stop: threading.Event) -> None:
        actions = {
            "job": self._post_job,
            "extract": self._extract,
            "twins": self._send_twins,
            "batch": self._send_batch,
            "cancel": self._cancel,
            "wait": self._wait,
            "look again": self._look_again,
        }
        while not stop.wait(self._source.uniform(0.02, 0.2)):
            (action,) = self._source.choices(list(ACTIONS), weights=list(ACTIONS.values()))
            actions["wait" if len(self._open) >= OPEN_LIMIT else action]()

    def _post_job(self) -> None:
        order = self.order(KEYED_SHARE)
        self.follow(order, self._send(order.request))

    def order(self, keyed_share: float) -> Order:
        """A new job to be asked for, perhaps with a key."""
        image = self._image()
        wants_key = self._keys and self._source.random() < keyed_share
        key = str(uuid.UUID(int=self._source.getrandbits(128), version=4)) if wants_key else None
        return Order(image, key, wire.keyed(wire.upload("/jobs", [image]), key))

    def follow(self, order: Order, response: Response | None) -> None:
        """Hears the answer. With a key it asks until it knows what became of the job, and sometimes once more."""
        answer = self._hear_order(order, response)
        for _ in range(TRIES if order.key else 0):
            if answer.job is not None and self._source.random() >= REPEATED_SHARE:
                return
            time.sleep(self._source.uniform(0.05, 0.6))
            answer = self._hear_order(order, self._send(order.request))

    def _hear_order(self, order: Order, response: Response | None) -> Answered:
        return self._heard(answers.of_image(self.address, "POST /jobs", order.image, response, order.key))

    def _extract(self) -> None:
        image = self._image()
        prefer = {"prefer": f"wait={self._source.choice((0, 1, 2))}"} if self._source.random() < 0.3 else {}
        response = self._send(wire.upload("/extract-text", [image], **prefer))
        self._heard(answers.of_image(self.address, "POST /extract-text", image, response))

    def _send_twins(self) -> None:
        """Two clients send the same image at the same moment: one recognition, two jobs."""
        image = self._image()
        request = wire.upload("/jobs", [image])
        together = threading.Barrier(2)

        def send(address: str) -> None:
            together.wait()
            self._heard(answers.of_image(address, "POST /jobs", image, self._send(request, address)))

        twin = threading.Thread(target=send, args=(self._twin_address,), daemon=True)
        twin.start()
        send(self.address)
        twin.join()

    def _send_batch(self) -> None:
        images = [self._image() for _ in range(self._source.randint(2, 4))]
        response = self._send(wire.upload("/batch-extract", images, "images"))
        for answer in answers.of_batch(self.address, images, response):
            self._heard(answer)

    def _cancel(self) -> None:
        if not self._open:
            return
        job = self._source.choice(self._open)
        response = self._send(Request("DELETE", f"/jobs/{job}"))
        self._history.add(CancelAsked(job, response.status if response else None))

    def _wait(self) -> None:
        if not self._open:
            return
        job = self._open.popleft()
        if self._look(job, f"/jobs/{job}?wait={self._source.randint(0, 3)}") in FINAL:
            self._final.append(job)
        else:
            self._open.append(job)

    def _look_again(self) -> None:
        if self._final:
            job = self._source.choice(self._final)
            self._look(job, f"/jobs/{job}")

    def _look(self, job: str, path: str) -> str | None:
        response = self._send(Request("GET", path))
        if response is None:
            return None
        seen = answers.of_job(job, response)
        self._history.add(seen)
        return seen.state

    def _heard(self, answer: Answered) -> Answered:
        self._history.add(answer)
        if answer.job and answer.job not in self._open:
            self._open.append(answer.job)
        return answer

    def _send(self, request: Request, address: str | None = None) -> Response | None:
        """To an API that listens, as far as there is one."""
        for _ in range(50):
            if ports := self._fleet.ports():
                return wire.exchange(self._source.choice(ports), request, address or self.address)
            time.sleep(0.1)
        return None

    def _image(self) -> Image:
        if self._sent and self._source.random() < REPEATED_SHARE / 3:
            return self._source.choice(self._sent)
        image = self._pictures.slow() if self._source.random() < SLOW_SHARE else self._pictures.small()
        self._history.add(Drawn(image.name, image.text, image.slow))
        self._sent.append(image)
        return image
