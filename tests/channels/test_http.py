"""bot/channels/http.py: a real server on a loopback port, with stand-ins for Rasa behind the guard."""

from __future__ import annotations

import asyncio
import http.client
import json
import re
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sanic import Sanic

from bot.channels import http as channel
from bot.channels.http import HEADERS, HOST, MOST_BYTES, PAGES, make_app, messages, port
from bot.emergency import EmergencyRules
from bot.guard import Guard, Turn
from bot.wording import Wording
from tests.engines import CALM, SIGNPOSTS, Answering, Raising, Silent

WEBHOOK = "/webhooks/rest/webhook"
TABLETS = "I've taken all my tablets"
EMERGENCY = {"custom": {"type": "emergency", "intent": "emergency_suicide", "level": "now"}}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


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

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=15)
        try:
            connection.request(method, path, body, {"Content-Type": "application/json", **headers})
            reply = connection.getresponse()
            return Answer(reply.status, {name.lower(): value for name, value in reply.getheaders()}, reply.read())
        finally:
            connection.close()

    def post(self, body: Any) -> Answer:
        """A message."""
        return self.ask("POST", WEBHOOK, json.dumps(body).encode())

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


@pytest.fixture(scope="module")
def _running(rules: EmergencyRules, wording: Wording) -> Iterator[House]:
    switch = Switch()
    Sanic.test_mode = True
    app = make_app(Guard(rules, wording, switch), switch)  # type: ignore[arg-type]
    listening = socket.create_server((HOST, 0))
    loop, ready, stop = asyncio.new_event_loop(), threading.Event(), asyncio.Event()
    thread = threading.Thread(target=lambda: loop.run_until_complete(_serve(app, listening, ready, stop)), daemon=True)
    thread.start()
    assert ready.wait(30), "the server did not start"
    yield House(listening.getsockname()[1], switch)
    loop.call_soon_threadsafe(stop.set)
    thread.join(10)
    Sanic.test_mode = False


@pytest.fixture
def house(_running: House) -> House:
    """The server with a fresh engine that answers calmly."""
    _running.switch.engine = Answering(CALM, SIGNPOSTS)
    return _running


def _is_help(answer: Answer) -> bool:
    return isinstance(answer.json, list) and "999" in answer.json[0]["text"].split("\n")[0]


def test_get_root_is_the_page(house: House) -> None:
    """The address that `make run` prints shows the page with the widget."""
    answer = house.ask("GET", "/")

    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert b"999" in answer.body


@pytest.mark.parametrize("path", sorted(PAGES))
def test_get_every_page_is_served(house: House, path: str) -> None:
    """Whatever the server says it has, it has."""
    answer = house.ask("GET", path)

    assert answer.status == 200
    assert answer.headers["content-type"] == PAGES[path][1]


def test_get_everything_that_the_page_names(house: House) -> None:
    """Scripts and styles of the page, and modules of the scripts, are there."""
    page = house.ask("GET", "/").body.decode()
    named = set(re.findall(r'(?:src|href)="(/[^"]*)"', page))
    scripts = "".join(house.ask("GET", path).body.decode() for path in named if path.endswith(".js"))
    named |= {f"/widget/{name}" for name in re.findall(r'from "\./([\w.]+)"', scripts)}

    assert [path for path in sorted(named) if house.ask("GET", path).status != 200] == []


@pytest.mark.parametrize("path", ["/health", "/webhooks/rest/"])
def test_get_health_is_ok_while_rasa_is_broken(house: House, path: str) -> None:
    """The process is alive, whatever is the matter behind it."""
    house.switch.engine = Raising()
    answer = house.ask("GET", path)

    assert (answer.status, answer.json) == (200, {"status": "ok"})


def test_get_ready_needs_real_turns(house: House) -> None:
    """Ready means that a turn gave 999 and a turn gave a route; the test conversation is forgotten."""
    house.switch.engine = Answering(CALM, EMERGENCY, SIGNPOSTS)
    answer = house.ask("GET", "/ready")

    assert (answer.status, answer.json) == (200, {"ready": True})
    assert house.switch.engine.forgotten == [house.senders()[0]]


@pytest.mark.parametrize(
    "engine", [Silent, Raising, lambda: Answering(CALM, SIGNPOSTS), lambda: Answering(CALM, EMERGENCY)]
)
def test_get_ready_is_503_where_something_is_missing(house: House, engine: Any) -> None:
    """Silence, an error, no 999 or no route: not ready, and why."""
    house.switch.engine = engine()
    answer = house.ask("GET", "/ready")

    assert answer.status == 503
    assert answer.json["ready"] is False
    assert answer.json["why"]


def test_post_keeps_the_contract(house: House) -> None:
    """Rasa's own contract: a list of messages in order, each to the sender, nothing else in them."""
    house.switch.engine = Answering({"text": "hello", "buttons": [{"title": "A", "payload": "a"}]}, SIGNPOSTS)
    answer = house.post({"sender": "me", "message": "I was scammed"})

    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json == [
        {"recipient_id": "me", "text": "hello", "buttons": [{"title": "A", "payload": "a"}]},
        {"recipient_id": "me", **SIGNPOSTS},
    ]


def test_post_emergency_is_999_first(house: House) -> None:
    """The first message of the list is the text with 999, the second says what it is."""
    house.switch.engine = Raising()
    answer = house.post({"sender": "me", "message": TABLETS})

    assert _is_help(answer)
    assert answer.json[1]["custom"] == EMERGENCY["custom"]


def test_post_new_conversation_hears_the_opening(house: House, wording: Wording) -> None:
    """Whoever begins is told who is listening."""
    house.switch.engine = Answering(CALM, new=True)

    assert wording.text("utter_line_opening") in [m.get("text") for m in house.post({"message": "hello"}).json]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"null", b"[]", b'"hello"', b"\xff\xfe", b"[" * 5000, b'{"message": 5}', b"{}"]
)
def test_post_unreadable_body_gets_help(house: House, body: bytes) -> None:
    """What cannot be read is answered with 999 and how to go on, never with an error."""
    answer = house.ask("POST", WEBHOOK, body)

    assert answer.status == 200
    assert _is_help(answer)


def test_post_without_content_type_is_read(house: House) -> None:
    """A client that forgets to say that it sends JSON is understood."""
    answer = house.ask("POST", WEBHOOK, json.dumps({"message": TABLETS}).encode(), **{"Content-Type": "text/plain"})

    assert _is_help(answer)
    assert answer.json[1]["custom"]["type"] == "emergency"


def test_post_too_large_is_refused_with_help(house: House, wording: Wording) -> None:
    """More than 64 kB is not read, and the refusal says 999 and what to do."""
    answer = house.post({"message": "x" * (MOST_BYTES + 1)})

    assert answer.status == 413
    assert answer.json[0]["text"] == wording.text("utter_line_too_long")


def test_post_of_nearly_64_kb_is_read(house: House) -> None:
    """20 kB and more of text with a cry for help at the end get 999."""
    assert house.post({"message": "lorem ipsum. " * 4800 + TABLETS}).json[1]["custom"]["type"] == "emergency"


@pytest.mark.parametrize(
    "sender", [{}, {"sender": None}, {"sender": ""}, {"sender": []}, {"sender": {"a": 1}}, {"sender": 1.5}]
)
def test_post_without_a_sender_shares_nothing(house: House, sender: dict[str, Any]) -> None:
    """Two people without a name of their own never get into one conversation."""
    first, second = (house.post({"message": "I was scammed", **sender}) for _ in range(2))

    assert len(set(house.senders())) == 2
    assert [a.json[0]["recipient_id"] for a in (first, second)] == house.senders()
    assert min(len(name) for name in house.senders()) >= 32


def test_post_one_sender_is_one_conversation(house: House) -> None:
    """A name of one's own leads back to the same conversation; a number is a name."""
    for name in ("me", "me", 7, "7"):
        house.post({"message": "I was scammed", "sender": name})

    assert house.senders() == ["me", "me", "7", "7"]


def test_post_long_senders_are_not_mixed_up(house: House) -> None:
    """Names that differ only at their far end, as signed tokens do, are two people."""
    for end in "ab":
        house.post({"message": "I was scammed", "sender": "x" * 500 + end})

    assert len(set(house.senders())) == 2
    assert max(len(name) for name in house.senders()) <= channel.LONGEST_SENDER


def test_post_sender_that_is_no_unicode_still_gets_999(house: House) -> None:
    """Half a character in the name costs nobody the answer."""
    answer = house.ask("POST", WEBHOOK, b'{"sender": "\\ud800", "message": "I want to die"}')

    assert answer.status == 200
    assert answer.json[1]["custom"]["type"] == "emergency"


@given(st.dictionaries(st.sampled_from(["sender", "message", "metadata"]), JSON) | JSON)
def test_post_any_json_gets_an_answer(house: House, body: Any) -> None:
    """Whatever JSON comes in: 200, and at least one message to read."""
    answer = house.post(body)

    assert answer.status == 200
    assert any(message.get("text") for message in answer.json)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/health", 200),
        ("GET", "/ready", 503),
        ("POST", WEBHOOK, 200),
        ("GET", WEBHOOK, 405),
        ("GET", "/nowhere", 404),
        ("GET", "/model", 404),
        ("GET", "/conversations/me/tracker", 404),
    ],
)
def test_every_answer_has_security_headers(house: House, method: str, path: str, status: int) -> None:
    """Nothing is cached, framed, sniffed or referred, errors included; Rasa's own API is off."""
    answer = house.ask(method, path, b"{}" if method == "POST" else None)

    assert answer.status == status
    assert {name: answer.headers.get(name.lower()) for name in HEADERS} == HEADERS


def test_too_large_has_security_headers(house: House) -> None:
    """A refused body, too."""
    answer = house.post({"message": "x" * (MOST_BYTES + 1)})

    assert {name: answer.headers.get(name.lower()) for name in HEADERS} == HEADERS


def test_headers_let_no_other_site_in() -> None:
    """The policy names this server and nobody else, and allows no inline script."""
    policy = HEADERS["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy


def test_error_page_names_999(house: House) -> None:
    """A wrong address still says where help is."""
    assert b"999" in house.ask("GET", "/nowhere").body


def test_messages_never_sends_an_empty_message() -> None:
    """A blank text or an empty payload becomes no message."""
    assert messages([{"text": "", "custom": {}}, {"text": "a"}, {"custom": {"type": "b"}}], "me") == [
        {"recipient_id": "me", "text": "a"},
        {"recipient_id": "me", "custom": {"type": "b"}},
    ]


@pytest.mark.parametrize(("written", "number"), [(None, 5005), ("", 5005), ("8080", 8080), ("65535", 65535)])
def test_port_is_read(monkeypatch: pytest.MonkeyPatch, written: str | None, number: int) -> None:
    """PORT, or 5005."""
    monkeypatch.delenv("PORT", raising=False)
    if written is not None:
        monkeypatch.setenv("PORT", written)

    assert port() == number


@pytest.mark.parametrize("written", ["0", "65536", "-1", "http", "80 80", "²"])
def test_port_wrong_number_says_what_to_write(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    """What is no port stops the start with an example."""
    monkeypatch.setenv("PORT", written)

    with pytest.raises(ValueError, match="PORT=5005"):
        port()
