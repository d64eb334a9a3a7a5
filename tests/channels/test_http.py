"""bot/channels/http.py: a real server on a loopback port, with stand-ins for Rasa behind the guard."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import http as channel
from bot.channels.http import HEADERS, MOST_BYTES, messages, port
from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.wording import Wording
from tests.engines import CALM, SIGNPOSTS, Answering, Raising, Silent
from tests.houses import Answer, House, Switch, open_house

WEBHOOK = "/webhooks/rest/webhook"
TABLETS = "I've taken all my tablets"
EMERGENCY = {"custom": {"type": "emergency", "intent": "emergency_suicide", "level": "now"}}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def _running(rules: EmergencyRules, wording: Wording) -> Iterator[House]:
    switch = Switch()
    with open_house(Guard(rules, wording, switch), switch) as house:
        yield house


@pytest.fixture
def house(_running: House) -> House:
    """The server with a fresh engine that answers calmly."""
    _running.switch.engine = Answering(CALM, SIGNPOSTS)
    return _running


def _post(house: House, body: Any) -> Answer:
    """A message."""
    return house.ask("POST", WEBHOOK, json.dumps(body).encode())


def _is_help(answer: Answer) -> bool:
    return isinstance(answer.json, list) and "999" in answer.json[0]["text"].split("\n")[0]


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
    answer = _post(house, {"sender": "me", "message": "I was scammed"})

    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json == [
        {"recipient_id": "me", "text": "hello", "buttons": [{"title": "A", "payload": "a"}]},
        {"recipient_id": "me", **SIGNPOSTS},
    ]


def test_post_emergency_is_999_first(house: House) -> None:
    """The first message of the list is the text with 999, the second says what it is."""
    house.switch.engine = Raising()
    answer = _post(house, {"sender": "me", "message": TABLETS})

    assert _is_help(answer)
    assert answer.json[1]["custom"] == EMERGENCY["custom"]


def test_post_new_conversation_hears_the_opening(house: House, wording: Wording) -> None:
    """Whoever begins is told who is listening."""
    house.switch.engine = Answering(CALM, new=True)

    assert wording.text("utter_line_opening") in str([m.get("text") for m in _post(house, {"message": "hello"}).json])


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
    answer = _post(house, {"message": "x" * (MOST_BYTES + 1)})

    assert answer.status == 413
    assert answer.json[0]["text"] == wording.text("utter_line_too_long")


def test_post_of_nearly_64_kb_is_read(house: House) -> None:
    """20 kB and more of text with a cry for help at the end get 999."""
    assert _post(house, {"message": "lorem ipsum. " * 4800 + TABLETS}).json[1]["custom"]["type"] == "emergency"


@pytest.mark.parametrize(
    "sender", [{}, {"sender": None}, {"sender": ""}, {"sender": []}, {"sender": {"a": 1}}, {"sender": 1.5}]
)
def test_post_without_a_sender_shares_nothing(house: House, sender: dict[str, Any]) -> None:
    """Two people without a name of their own never get into one conversation."""
    first, second = (_post(house, {"message": "I was scammed", **sender}) for _ in range(2))

    assert len(set(house.senders())) == 2
    assert [a.json[0]["recipient_id"] for a in (first, second)] == house.senders()
    assert min(len(name) for name in house.senders()) >= 32


def test_post_one_sender_is_one_conversation(house: House) -> None:
    """A name of one's own leads back to the same conversation; a number is a name."""
    for name in ("me", "me", 7, "7"):
        _post(house, {"message": "I was scammed", "sender": name})

    assert house.senders() == ["me", "me", "7", "7"]


def test_post_long_senders_are_not_mixed_up(house: House) -> None:
    """Names that differ only at their far end, as signed tokens do, are two people."""
    for end in "ab":
        _post(house, {"message": "I was scammed", "sender": "x" * 500 + end})

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
    answer = _post(house, body)

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
    answer = _post(house, {"message": "x" * (MOST_BYTES + 1)})

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
