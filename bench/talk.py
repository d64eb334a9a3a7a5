"""What people say to a bot over REST, and how long each answer takes."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from bot.evaluation.data import held_out

PATH = "/webhooks/rest/webhook"
TURNS = 6  # of a chat; then another person begins
PATIENCE = 600.0  # seconds; nothing here is limited, only measured


SILENT: Counter[int] = Counter()  # messages that got an empty answer, by port; a run says so in its notes


class NoAnswerError(RuntimeError):
    """A server answered with an error: what it does quickly is then nothing."""


def texts(count: int, seed: int = 7) -> list[str]:
    """Held-out messages in a random order that is always the same.

    Args:
        count: How many; they begin anew where there are fewer.
        seed: Another order.
    """
    found = [message.text for message in held_out()]
    random.Random(seed).shuffle(found)  # noqa: S311  # no secrets
    return [found[place % len(found)] for place in range(count)]


class Person:
    """One client with one connection; a new chat after every few messages."""

    def __init__(self, port: int, turns: int = TURNS) -> None:
        """Connects when it first says something.

        Args:
            port: Of the server on this machine.
            turns: Messages of a chat.
        """
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._turns, self._said, self._sender = turns, 0, ""

    def say(self, text: str) -> float:
        """Says something and waits for the whole answer.

        Args:
            text: The message.

        Returns:
            Seconds.

        Raises:
            NoAnswerError: If the server answers with an error; that it says nothing is counted in SILENT.
        """
        if self._said % self._turns == 0:
            self._sender = uuid.uuid4().hex
        self._said += 1
        body = json.dumps({"sender": self._sender, "message": text})
        start = time.perf_counter()
        self._connection.request("POST", PATH, body, {"Content-Type": "application/json"})
        answer = self._connection.getresponse()
        content = answer.read()
        seconds = time.perf_counter() - start
        if answer.status != 200:
            raise NoAnswerError(f"{text[:60]!r} was answered with {answer.status} {content[:80]!r}.")
        SILENT[self._connection.port] += not json.loads(content)
        return seconds


def serial(port: int, said: Sequence[str]) -> list[float]:
    """One client says one thing after the other.

    Returns:
        Seconds of each answer.
    """
    person = Person(port)
    return [person.say(text) for text in said]


def together(port: int, said: Sequence[str], clients: int, turns: int = TURNS) -> float:
    """Several clients say things at once.

    Args:
        port: Of the server.
        said: What they say between them.
        clients: How many they are.
        turns: Messages of a chat.

    Returns:
        Messages a second.
    """

    def client(number: int) -> None:
        person = Person(port, turns)
        for text in said[number::clients]:
            person.say(text)

    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(client, range(clients)))
    return len(said) / (time.perf_counter() - start)


def beside_long_ones(port: int, said: Sequence[str], characters: int) -> float:
    """One client says ordinary things while another sends nothing but very long messages.

    Returns:
        Seconds of the slowest ordinary answer.
    """
    long = " ".join(texts(characters // 20))[:characters]
    done = threading.Event()

    def flood() -> None:
        person = Person(port)
        while not done.is_set():
            person.say(long)

    with ThreadPoolExecutor(1) as pool:
        flooding = pool.submit(flood)
        try:
            slowest = max(serial(port, said))
        finally:
            done.set()
        flooding.result()
    return slowest
