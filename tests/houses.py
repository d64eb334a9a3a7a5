"""The server of `make run` on a loopback port, in a thread of its own, with stand-ins for Rasa behind the guard."""

from __future__ import annotations

import asyncio
import http.client
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sanic import Sanic

from bot.channels.http import HOST, make_app
from bot.guard import Guard, Turn
from tests.engines import CALM, Answering


@dataclass
class Switch:
    """An engine that can be exchanged while the server runs."""

    engine: Any = field(default_factory=lambda: Answering(CALM))
    failure: Exception | None = None

    async def ask(self, turn: Turn, limit: float) -> None:
        """Hands on."""
        await self.engine.ask(turn, limit)

    async def forget(self, sender: str) -> None:
        """Hands on."""
        await self.engine.forget(sender)


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, read."""
        return json.loads(self.body)


@dataclass
class House:
    """The server."""

    port: int
    switch: Switch

    @property
    def url(self) -> str:
        """Its address, which is also the origin of its pages."""
        return f"http://{HOST}:{self.port}"

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=15)
        try:
            connection.request(method, path, body, {"Content-Type": "application/json", **headers})
            reply = connection.getresponse()
            return Answer(reply.status, {name.lower(): value for name, value in reply.getheaders()}, reply.read())
        finally:
            connection.close()

    def senders(self) -> list[str]:
        """Whom the engine was asked by."""
        return [turn.sender for turn in self.switch.engine.turns]


async def _serve(app: Sanic, listening: socket.socket, ready: threading.Event, stop: asyncio.Event) -> None:
    server = await app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
    await server.startup()
    await server.start_serving()
    ready.set()
    await stop.wait()
    server.close()


@contextmanager
def serving(app: Sanic) -> Iterator[int]:
    """Serves an app in a thread of its own until the block ends; gives the port."""
    listening = socket.create_server((HOST, 0))
    loop, ready, stop = asyncio.new_event_loop(), threading.Event(), asyncio.Event()
    thread = threading.Thread(target=lambda: loop.run_until_complete(_serve(app, listening, ready, stop)), daemon=True)
    thread.start()
    assert ready.wait(30), "the server did not start"
    yield listening.getsockname()[1]
    loop.call_soon_threadsafe(stop.set)
    thread.join(10)


@contextmanager
def open_house(guard: Guard, switch: Any) -> Iterator[House]:
    """The server of `make run`, until the block ends."""
    Sanic.test_mode = True
    with serving(make_app(guard, switch)) as port:
        yield House(port, switch)
    Sanic.test_mode = False
