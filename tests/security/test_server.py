"""What the public server lets nobody do: read or change others' conversations, reach Rasa's API, flood, frame or sniff."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from bot.channels import http as channel
from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.web import pace
from bot.web.limits import Limit
from bot.web.sessions import RANDOM_BYTES, Sessions
from bot.wording import Wording
from tests.engines import CALM, SIGNPOSTS, Answering
from tests.houses import Answer, House, Switch, open_house

WEBHOOK = "/webhooks/rest/webhook"
RASA = (
    "/version", "/status", "/domain", "/model", "/model/train", "/model/parse", "/model/predict", "/model/test/stories",
    "/conversations/me/tracker", "/conversations/me/tracker/events", "/conversations/me/story", "/conversations/me/execute",
    "/conversations/me/predict", "/conversations/me/messages", "/conversations/me/trigger_intent", "/socket.io/",
    "/webhooks/telegram/set_webhook", "/webhooks/callback/webhook", "/metrics", "/.git/config", "/models/signpost.tar.gz",
    "/widget/../../pyproject.toml/chat.js", "/widget/%2e%2e/chat.js", "/bot/guard.py", "/endpoints.yml",
)  # fmt: skip


@pytest.fixture(scope="module")
def _running(rules: EmergencyRules, wording: Wording) -> Iterator[House]:
    switch = Switch()
    with open_house(Guard(rules, wording, switch), switch) as running:
        yield running


@pytest.fixture
def house(_running: House) -> House:
    """The server with a fresh engine behind it."""
    _running.switch.engine = Answering(CALM, SIGNPOSTS)
    return _running


def _post(house: House, body: Any, **headers: str) -> Answer:
    return house.ask("POST", WEBHOOK, json.dumps(body).encode(), **headers)


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"])
def test_nothing_of_rasa_and_no_file_can_be_reached(house: House, method: str) -> None:
    """Rasa's HTTP API, other channels, counters, the repository: not there, and nothing behind is asked."""
    statuses = {path: house.ask(method, path, b"{}").status for path in RASA}

    assert set(statuses.values()) <= {404, 405}, statuses
    assert house.senders() == []


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1"])
@pytest.mark.parametrize("path", [WEBHOOK, "/webhooks/web/message", "/health", "/ready"])
def test_no_other_site_may_read_an_answer(house: House, path: str, origin: str) -> None:
    """Nothing but the public directory and the widget's own files is open to other sites."""
    method = "GET" if path in ("/health", "/ready") else "POST"
    answer = house.ask(method, path, b'{"message": "hello"}', Origin=origin)

    assert not [name for name in answer.headers if name.startswith("access-control-")]


def test_an_address_never_opens_more_than_it_says(house: House) -> None:
    """The files that any site may load carry no cookie and no credentials, and neither does anything else."""
    for path in ("/", "/widget/chat.js", "/directory/services", "/health"):
        headers = house.ask("GET", path).headers

        assert "set-cookie" not in headers
        assert "access-control-allow-credentials" not in headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "server" not in headers


def test_session_ids_have_128_bits_of_chance() -> None:
    """Nobody meets another's id by trying: no two alike, all signs in use at every place."""
    made = [Sessions().issue("") for _ in range(2_000)]
    places = [len({session[place] for session in made}) for place in range(21)]

    assert RANDOM_BYTES * 8 >= 128
    assert len(set(made)) == len(made)
    assert sum(math.log2(signs) for signs in places) > 120


def test_rest_sender_of_another_gets_nothing_of_theirs(house: House) -> None:
    """REST keeps Rasa's contract: a name is a conversation. No answer holds what anybody typed before."""
    _post(house, {"sender": "somebody", "message": "my secret is plover"})
    answer = _post(house, {"sender": "somebody", "message": "what did I say"})

    assert b"plover" not in answer.body


@pytest.mark.parametrize("name", ["web-0000", "telegram-1", "tg-1001"])
def test_rest_sender_reaches_no_chat_of_another_channel_by_guessing(house: House, name: str) -> None:
    """The names that other channels give are keyed hashes of ids; those of REST are what its caller says."""
    session = house.ask("POST", "/webhooks/web/message", b'{"message": "hello"}').json["session"]
    _post(house, {"sender": session, "message": "hello"})
    _post(house, {"sender": name, "message": "hello"})

    assert len(set(house.senders())) == 3


def test_one_conversation_that_floods_is_told_999(house: House) -> None:
    """Over the limit no model is asked, and the refusal keeps the contract and names 999."""
    answers = [_post(house, {"sender": "fast", "message": "hello"}) for _ in range(100)]
    refused = [answer for answer in answers if answer.status == 429]

    assert refused
    assert all("999" in answer.json[0]["text"].split("\n")[0] for answer in refused)
    assert len(house.senders()) == len(answers) - len(refused)
    assert _post(house, {"sender": "calm", "message": "hello"}).status == 200


def test_an_emergency_in_a_flood_gets_its_own_999(house: House) -> None:
    """Who is over the limit and in danger hears what to do."""
    for _ in range(100):
        _post(house, {"sender": "faster", "message": "hello"})
    answer = _post(house, {"sender": "faster", "message": "I've taken all my tablets"})

    assert answer.status == 429
    assert answer.json[1]["custom"] == {"type": "emergency", "intent": "emergency_suicide", "level": "now"}


async def test_one_address_that_floods_is_told_999(rules: EmergencyRules, wording: Wording) -> None:
    """An address that is not this machine's own has a limit, however many conversations it makes up."""
    counting = pace.Pace(Guard(rules, wording, Answering(CALM)), wording)
    counting.by_address = Limit(at_once=3, per_minute=0)
    from_outside, from_here = SimpleNamespace(ip="198.51.100.7"), SimpleNamespace(ip="127.0.0.1")
    said = [await counting.refusal(from_outside, f"made up {number}", "hello") for number in range(4)]  # type: ignore[arg-type]

    assert said[:3] == [[], [], []]
    assert "999" in str(said[3][0]["text"]).split("\n")[0]
    assert await counting.refusal(from_here, "somebody", "hello") == []  # type: ignore[arg-type]


@pytest.mark.parametrize(("address", "own"), [("127.0.0.1", True), ("::1", True), ("10.0.0.1", False), ("", False)])
def test_only_this_machine_is_its_own(address: str, own: bool) -> None:
    """A proxy or a site's own server on this machine speaks for many; nobody else does."""
    assert pace.is_own(address) is own


def test_the_server_listens_on_this_machine_only() -> None:
    """To be reached from outside it needs a proxy, which brings TLS."""
    assert channel.HOST == "127.0.0.1"
