"""The product as people start it: `python -m bot serve` in a process of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 120  # seconds for Rasa to load on a busy machine
Messages = list[dict[str, Any]]


def free_port() -> int:
    """A port of the loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(check: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Waits until `check` holds; fails at once if the process has ended."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, f"the server ended with {process.returncode}"
        if check():
            return
        time.sleep(0.1)
    raise AssertionError("the server was not ready in time")


@dataclass
class Server:
    """A running server.

    Attributes:
        address: Where it listens.
        process: Its process.
        log: What it prints.
        first_999: The answer to an emergency, asked for as soon as the socket was open.
    """

    address: str
    process: subprocess.Popen[bytes]
    log: Path
    first_999: Messages

    def get(self, path: str) -> tuple[int, str]:
        """Status and body of a page."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=10) as answer:  # noqa: S310  # our own server
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def post(self, body: Any) -> Messages:
        """What the REST channel answers to a body."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(self.address + "/webhooks/rest/webhook", data=data)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
                return json.loads(answer.read())
        except urllib.error.HTTPError as error:
            return json.loads(error.read())

    def say(self, text: str, sender: str | None = None) -> Messages:
        """The answer to a message, in a conversation of its own unless one is named."""
        return self.post({"sender": sender or uuid.uuid4().hex, "message": text})

    def say_on_website(self, text: str) -> Messages:
        """The answer of the widget's channel to a message, in a chat of its own."""
        data = json.dumps({"message": text}).encode()
        request = urllib.request.Request(self.address + "/webhooks/web/message", data=data)  # noqa: S310
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            messages: Messages = json.loads(answer.read())["messages"]
            return messages


def words(messages: Messages) -> str:
    """All that a person without cards reads."""
    return "\n".join(message["text"] for message in messages if "text" in message)


def custom(messages: Messages, kind: str) -> list[dict[str, Any]]:
    """The custom payloads of a type."""
    return [message["custom"] for message in messages if message.get("custom", {}).get("type") == kind]


def shown(messages: Messages) -> list[str]:
    """Ids of the entries on cards."""
    groups = ("services", "sessions", "resources")
    return [item["id"] for payload in custom(messages, "signposts") for group in groups for item in payload[group]]


def start(folder: Path, **environment: str) -> Server:
    """Starts a server and asks it for 999 at once; returns when Rasa is ready behind it."""
    port = free_port()
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve"],
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PORT": str(port), **environment},
        )
    server = Server(f"http://127.0.0.1:{port}", process, log, [])
    wait_for(lambda: server.get("/health")[0] == 200, process)
    server.first_999 = server.say("there is a man in my house with a knife")
    wait_for(lambda: server.get("/ready")[0] == 200, process)
    return server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server with the clock of today."""
    running = start(tmp_path_factory.mktemp("server"))
    yield running
    running.process.terminate()
    running.process.wait(timeout=20)


@pytest.fixture(scope="session")
def server_in_february(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server on the morning of the Cyber Choices webinar."""
    running = start(tmp_path_factory.mktemp("february"), SIGNPOST_NOW="2026-02-09T09:00:00+00:00")
    yield running
    running.process.terminate()
    running.process.wait(timeout=20)
