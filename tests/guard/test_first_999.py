"""bot/guard.py: 999 leaves first where the rules or the gate heard danger, once, and in the right words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wording import Wording
from tests.engines import CALM, SIGNPOSTS, Answering, Raising, Silent, ask, emergencies
from tests.guard.messages import CRIES, DANGER, TABLETS, WORRY, is_999_first

HINT = "i wish i wasnt here"
GATE_NOW = {"level": "now", "intent": "emergency_child", "variant": None}
GATE_POSSIBLE = {"level": "possible", "intent": "emergency_danger", "variant": None}


@pytest.mark.parametrize("message", CRIES)
async def test_answer_engine_that_mishears_gets_999_put_first(make: Any, message: str) -> None:
    """Rules heard danger, Rasa answered something else: 999 comes first, the rest follows."""
    replies = await ask(make(Answering(CALM, SIGNPOSTS, intent="fraud")), message)

    assert is_999_first(replies)
    assert emergencies(replies)[0]["level"] == "now"
    assert replies[-2:] == [CALM, SIGNPOSTS]


async def test_answer_999_in_small_talk_is_not_taken_for_the_emergency_reply(make: Any, wording: Wording) -> None:
    """A greeting that mentions 999 in passing does not stand in for what to do with tablets taken."""
    replies = await ask(make(Answering(wording.reply("utter_greet"), intent="greet")), TABLETS)

    assert replies[0]["text"] == wording.text("utter_emergency_suicide", {"emergency_variant": "taken"})


async def test_answer_emergency_reply_of_rasa_is_not_doubled(make: Any) -> None:
    """Where Rasa has said it, the guard does not say it again."""
    guard = make(Silent())
    said = guard.emergency("emergency_suicide", "taken")
    replies = await ask(make(Answering(*said, SIGNPOSTS, intent="emergency_suicide")), TABLETS)

    assert replies == [*said, SIGNPOSTS]


async def test_answer_emergency_without_routes_gets_crisis_lines(make: Any, wording: Wording) -> None:
    """The action that knows the routes failed: the lines of any hour stand in."""
    said = make(Silent()).emergency("emergency_suicide", "taken")
    replies = await ask(make(Answering(*said, intent="emergency_suicide")), TABLETS)

    assert replies[-1]["text"] == wording.text("utter_line_crisis")


async def test_answer_gate_alone_is_enough(make: Any) -> None:
    """What only the trained gate hears gets 999 first, too."""
    replies = await ask(make(Answering(CALM, intent="fraud", emergency=GATE_NOW)), WORRY)

    assert is_999_first(replies)
    assert emergencies(replies) == [{"type": "emergency", "intent": "emergency_child", "level": "now"}]


async def test_answer_gate_possible_gets_one_999_line(make: Any, wording: Wording) -> None:
    """At level possible one 999 line comes first, then the ordinary answer."""
    replies = await ask(make(Answering(CALM, SIGNPOSTS, emergency=GATE_POSSIBLE)), WORRY)

    assert replies[0]["text"] == wording.text("utter_line_possible_danger")
    assert emergencies(replies)[0]["level"] == "possible"
    assert replies[-2:] == [CALM, SIGNPOSTS]


@pytest.mark.parametrize("engine", [Silent, Raising, lambda: Answering(CALM, SIGNPOSTS)])
async def test_answer_hint_of_suicide_names_the_crisis_lines(make: Any, wording: Wording, engine: Any) -> None:
    """A hint of suicide gets the crisis lines and the payload of level possible, working or broken."""
    replies = await ask(make(engine()), HINT)

    assert replies[0]["text"] == wording.text("utter_line_possible_suicide")
    assert emergencies(replies) == [{"type": "emergency", "intent": "emergency_suicide", "level": "possible"}]


async def test_answer_gate_that_doubts_the_rules_leaves_a_999_line(make: Any, wording: Wording) -> None:
    """The gate has heard the rules and may take a cue for possible; never for nothing."""
    replies = await ask(make(Answering(CALM, emergency=GATE_POSSIBLE)), DANGER)

    assert replies[0]["text"] == wording.text("utter_line_possible_danger")
    assert emergencies(replies)[0]["level"] == "possible"


async def test_answer_gate_with_an_unknown_emergency_still_says_999(make: Any) -> None:
    """A model of another day may name an emergency that has no text any more; 999 is said all the same."""
    gate = {"level": "now", "intent": "emergency_flood"}

    assert is_999_first(await ask(make(Answering(CALM, emergency=gate)), WORRY))


@given(st.sampled_from([None, "none", "possible", "now"]), st.sampled_from(CRIES), st.booleans())
async def test_answer_no_gate_lowers_the_rules(make: Any, level: str | None, cry: str, says_999: bool) -> None:
    """Whatever the gate makes of it, what the rules hear gets 999 first, at level now unless the gate said possible."""
    gate = {"level": level, "intent": "emergency_danger"} if level else {}
    reply = {"text": "Ring 999 if you like."} if says_999 else CALM
    replies = await ask(make(Answering(reply, emergency=gate)), cry)

    assert is_999_first(replies)
    assert emergencies(replies)[0]["level"] == ("possible" if level == "possible" else "now")


async def test_hears_says_whether_to_wait(make: Any) -> None:
    """While Rasa loads, only the calm wait for it."""
    assert await make(Silent()).hears(DANGER)
    assert not await make(Silent()).hears(WORRY)
