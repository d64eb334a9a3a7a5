"""Faults of the actions: our code in this process, and an action server, as `rasa run` has one (T1 to T3)."""

from __future__ import annotations

import asyncio
import http.server
import threading
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest

from bot.guard import Guard
from bot.rasa.engine import RasaEngine
from tests.engines import text_of
from tests.faults.steady import WORRY, is_steady, is_well

ANSWERING = "action_signpost"  # the action behind every emergency and every concern
TEN_MEGABYTES = 10_000_000
Run = Callable[[Any, Any, Any], Any]


def _raise(dispatcher: Any, tracker: Any, domain: Any) -> Any:
    raise RuntimeError("the action is broken")


def _end_the_process(dispatcher: Any, tracker: Any, domain: Any) -> Any:
    raise SystemExit(1)


def _say_ten_megabytes(dispatcher: Any, tracker: Any, domain: Any) -> Any:
    dispatcher.utter_message(text="x" * TEN_MEGABYTES)
    return []


def _say_numbers(dispatcher: Any, tracker: Any, domain: Any) -> Any:
    dispatcher.utter_message(text=5, buttons=[7], json_message=["x"])
    return []


def _say_half_a_character(dispatcher: Any, tracker: Any, domain: Any) -> Any:
    dispatcher.utter_message(text="\ud800")
    return []


def _return(value: Any) -> Run:
    return lambda dispatcher, tracker, domain: value


JUNK: dict[str, Run] = {
    "raises": _raise,
    "ends the process": _end_the_process,
    "returns nothing": _return(None),
    "returns a number": _return(5),
    "returns unknown events": _return([{"event": "no such event"}, 5, None]),
    "returns an event without a name": _return([{}]),
    "sets a slot that is not there": _return([{"event": "slot", "name": "nobody", "value": object}]),
    "pauses": _return([{"event": "pause"}]),
    "follows up itself": _return([{"event": "followup", "name": ANSWERING}]),
    "begins a form": _return([{"event": "active_loop", "name": "nobody"}]),
    "restarts": _return([{"event": "restart"}]),
    "says 10 MB": _say_ten_megabytes,
    "says numbers": _say_numbers,
    "says half a character": _say_half_a_character,
}


@pytest.fixture
def put(engine: RasaEngine, monkeypatch: pytest.MonkeyPatch) -> Callable[[Run], None]:
    """Puts code in the place of the action that answers."""
    actions = engine.agent.action_endpoint._executor.actions
    return lambda run: monkeypatch.setitem(actions, ANSWERING, run)


@pytest.mark.parametrize("fault", JUNK)
async def test_action_junk_costs_no_answer(
    guard: Guard, put: Callable[[Run], None], monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """An action that raises or returns nonsense: 999 first, an answer to all, and the same conversation is well after."""
    sender = uuid4().hex
    put(JUNK[fault])
    await is_steady(guard, sender)
    monkeypatch.undo()

    await is_well(guard, sender)


async def test_action_10_mb_does_not_leave(guard: Guard, put: Callable[[Run], None]) -> None:
    """What no phone could show is not sent."""
    put(_say_ten_megabytes)

    assert len(text_of(await guard.answer(WORRY, uuid4().hex))) < 10_000


async def test_every_action_may_raise(guard: Guard, engine: RasaEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of them at once."""
    actions = engine.agent.action_endpoint._executor.actions
    for name in list(actions):
        monkeypatch.setitem(actions, name, _raise)

    await is_steady(guard)


async def test_action_that_waits_for_ever_is_not_waited_for(guard: Guard, put: Callable[[Run], None]) -> None:
    """An action that never returns: the person's next messages are answered, too."""
    free, sender = threading.Event(), uuid4().hex

    async def wait(dispatcher: Any, tracker: Any, domain: Any) -> Any:
        while not free.is_set():  # noqa: ASYNC110  # the event is another thread's
            await asyncio.sleep(0.02)
        return []

    put(wait)
    try:
        await is_steady(guard, sender)
    finally:
        free.set()


async def test_action_that_blocks_for_ever_is_not_waited_for(guard: Guard, put: Callable[[Run], None]) -> None:
    """Code that never lets go of Rasa's loop: everybody is answered, by the guard alone."""
    free = threading.Event()
    put(lambda dispatcher, tracker, domain: free.wait(60) and None)
    try:
        await is_steady(guard)
    finally:
        free.set()


class _Server(http.server.BaseHTTPRequestHandler):
    """An action server with a fault."""

    status, body, free = 200, b"{}", threading.Event()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.body == b"":
            self.free.wait(60)
        self.send_response(self.status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        try:
            self.wfile.write(self.body)
        except OSError:
            return

    def log_message(self, *arguments: Any) -> None:
        """Nothing."""


ANSWERS = {
    "500": (500, b"broken"),
    "400 in HTML": (400, b"<html>no</html>"),
    "junk": (200, b"\xff\xfe{"),
    "a list": (200, b"[]"),
    "unknown events": (200, b'{"events": [{"event": "none"}], "responses": [5]}'),
    "10 MB": (200, b'{"events": [], "responses": [{"text": "' + b"x" * TEN_MEGABYTES + b'"}]}'),
    "nothing for two minutes": (200, b""),
}


@pytest.fixture
def remote(engine: RasaEngine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int, bytes], None]]:
    """Takes the actions to a server of its own, as `rasa run` does."""
    from rasa.utils.endpoints import EndpointConfig

    handler = type("Handler", (_Server,), {"free": threading.Event()})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def answer(status: int, body: bytes) -> None:
        handler.status, handler.body = status, body
        endpoint = EndpointConfig(f"http://127.0.0.1:{server.server_port}/webhook")
        monkeypatch.setattr(engine.agent.processor, "action_endpoint", endpoint)

    yield answer
    handler.free.set()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("fault", ANSWERS)
async def test_action_server_with_a_fault_costs_no_answer(
    guard: Guard, remote: Callable[[int, bytes], None], fault: str
) -> None:
    """An action server that fails, hangs, or answers with junk or with 10 MB."""
    remote(*ANSWERS[fault])

    await is_steady(guard)


async def test_action_server_that_is_down_costs_no_answer(
    guard: Guard, engine: RasaEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody listens there: the texts of the rules come all the same."""
    from rasa.utils.endpoints import EndpointConfig

    monkeypatch.setattr(engine.agent.processor, "action_endpoint", EndpointConfig("http://127.0.0.1:9/webhook"))

    await is_steady(guard)
