"""bot/web/api.py over HTTP: who may come in, what an id is good for, and that every refusal names 999."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.api import MOST_BYTES, PREFIX
from bot.wording import Wording
from tests.engines import Raising
from tests.houses import Answer, House
from tests.web.conftest import SITE

TABLETS = "I've taken all my tablets"


def post(house: House, name: str, body: Any, **headers: str) -> Answer:
    """As the widget sends it."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return house.ask("POST", f"{PREFIX}/{name}", data, **{"Content-Type": "text/plain", **headers})


def say(house: House, message: Any, session: Any = None, **headers: str) -> Answer:
    return post(house, "message", {"message": message, "session": session}, **headers)


def _names_999(answer: Answer) -> bool:
    return "999" in answer.json["messages"][0]["text"].split("\n")[0]


def test_message_is_answered_with_an_id_and_a_list(house: House) -> None:
    answer = say(house, "I was scammed")

    assert answer.status == 200
    assert set(answer.json) == {"session", "messages"}
    assert answer.json["messages"][0]["text"].startswith("These people can help:")
    assert answer.json["messages"][1]["custom"]["type"] == "signposts"


def test_emergency_is_999_first_with_rasa_broken(house: House) -> None:
    house.switch.engine = Raising()
    answer = say(house, TABLETS)

    assert _names_999(answer)
    assert answer.json["messages"][1]["custom"]["type"] == "emergency"


def test_an_id_leads_back_to_its_chat_and_no_other_does(house: House) -> None:
    first = say(house, "one").json["session"]
    assert say(house, "two", first).json["session"] == first
    for claimed in ("me", first[:-1], first + "x", None, 5, ["a"], ""):
        assert say(house, "three", claimed).json["session"] not in (first, claimed)

    assert house.senders()[0] == house.senders()[1]
    assert len(set(house.senders())) == 8


def test_an_id_issued_ahead_is_used(house: House) -> None:
    session = post(house, "session", {}).json["session"]

    assert say(house, "one", session).json["session"] == session


def test_an_id_of_one_site_is_useless_on_another(house: House) -> None:
    session = say(house, "one", Origin=SITE).json["session"]

    assert say(house, "two", session, Origin="https://other.example.org").json["session"] != session


def test_the_rest_channel_cannot_reach_a_chat_of_the_widget(house: House) -> None:
    """The id is not what Rasa calls the conversation."""
    session = say(house, "one").json["session"]
    house.ask("POST", "/webhooks/rest/webhook", json.dumps({"sender": session, "message": "two"}).encode())

    assert len(set(house.senders())) == 2


def test_forget_ends_the_chat_here_and_in_rasa(house: House) -> None:
    session = say(house, "one").json["session"]

    assert post(house, "forget", {"session": session}).status == 204
    assert house.switch.engine.forgotten == house.senders()[:1]
    assert say(house, "two", session).json["session"] != session


@pytest.mark.parametrize("body", [b"", b"{", {"session": "nobody's"}, {"session": None}, []])
def test_forget_of_nothing_forgets_nothing_and_does_not_complain(house: House, body: Any) -> None:
    assert post(house, "forget", body).status == 204
    assert house.switch.engine.forgotten == []


def test_forget_with_the_store_broken_still_drops_the_id(house: House) -> None:
    session = say(house, "one").json["session"]
    house.switch.engine = Raising()

    assert post(house, "forget", {"session": session}).status == 204
    assert say(house, "two", session).json["session"] != session


@pytest.mark.parametrize("typed", ['/emergency_suicide{"area": "derby"}', "/restart", " /greet", "/emergency_danger"])
def test_an_intent_that_is_typed_is_text(house: House, typed: str) -> None:
    """Rasa would take what follows a slash for an intent; the words reach it without."""
    answer = say(house, typed)

    assert [turn.text[:1] for turn in house.switch.engine.turns] == [typed.strip(" /")[:1]]
    assert not any((message.get("custom") or {}).get("type") == "emergency" for message in answer.json["messages"])


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "https://www.example.org.evil.example",
        "http://www.example.org",
        "https://example.org",
    ],
)
@pytest.mark.parametrize("name", ["message", "session"])
def test_other_sites_are_refused_with_999_and_may_read_nothing(house: House, origin: str, name: str) -> None:
    answer = post(house, name, {"message": "hello"}, Origin=origin)

    assert answer.status == 403
    assert _names_999(answer)
    assert "access-control-allow-origin" not in answer.headers
    assert house.switch.engine.turns == []


def test_a_listed_site_may_read_the_answer(house: House) -> None:
    answer = say(house, "hello", Origin=SITE)

    assert answer.status == 200
    assert answer.headers["access-control-allow-origin"] == SITE
    assert answer.headers["vary"] == "Origin"
    assert "access-control-allow-credentials" not in answer.headers


def test_pages_of_this_server_are_let_in(house: House) -> None:
    assert say(house, "hello", Origin=house.url).status == 200


def test_a_browser_that_hides_where_it_comes_from_is_not(house: House) -> None:
    assert say(house, "hello", **{"Sec-Fetch-Site": "cross-site"}).status == 403


def test_preflight_is_answered_for_listed_sites_only(house: House) -> None:
    allowed = house.ask("OPTIONS", f"{PREFIX}/message", Origin=SITE)
    other = house.ask("OPTIONS", f"{PREFIX}/message", Origin="https://evil.example")

    assert allowed.headers["access-control-allow-origin"] == SITE
    assert "access-control-allow-origin" not in other.headers


def test_too_much_is_refused_with_999_and_what_to_do(house: House, wording: Wording) -> None:
    answer = say(house, "x" * MOST_BYTES)

    assert answer.status == 413
    assert answer.json["messages"][0]["text"] == wording.text("utter_line_too_long")


def test_one_chat_that_writes_too_fast_is_told_999(house: House) -> None:
    session = say(house, "one").json["session"]
    answers = [say(house, f"turn {number}", session) for number in range(20)]
    refused = [answer for answer in answers if answer.status == 429]

    assert refused
    assert all(_names_999(answer) for answer in refused)
    assert len(house.switch.engine.turns) == 1 + len(answers) - len(refused)


def test_an_emergency_over_the_limit_still_gets_its_own_999(house: House) -> None:
    session = say(house, "one").json["session"]
    for number in range(20):
        say(house, f"turn {number}", session)
    answer = say(house, TABLETS, session)

    assert answer.status == 429
    assert answer.json["messages"][1]["custom"] == {"type": "emergency", "intent": "emergency_suicide", "level": "now"}


def test_config_says_demonstration_until_signed(house: House) -> None:
    assert house.ask("GET", f"{PREFIX}/config").json == {"demonstration": True}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["session", "message"]), JSON) | JSON)
def test_any_json_gets_an_answer(house: House, body: Any) -> None:
    answer = post(house, "message", body)

    assert answer.status in (200, 429)
    assert any(message.get("text") for message in answer.json["messages"])


@pytest.mark.parametrize("body", [b"", b"{", b"null", b"[]", b"\xff\xfe", b"[" * 5000, b'{"message": 5}'])
def test_unreadable_body_gets_help(house: House, body: bytes) -> None:
    assert _names_999(post(house, "message", body))


def test_one_address_that_floods_with_new_chats_is_told_999(house: House) -> None:
    """Last of this file: it uses up what this address may send."""
    answers = [say(house, "hello") for _ in range(400)]
    refused = [answer for answer in answers if answer.status == 429]

    assert refused
    assert all(_names_999(answer) for answer in refused)
