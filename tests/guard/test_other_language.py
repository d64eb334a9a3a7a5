"""bot/guard.py: who writes in another language hears that 999 works in it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.wording import Wording
from tests.engines import CALM, SIGNPOSTS, Answering, Silent, ask, emergencies, text_of
from tests.guard.messages import TABLETS, is_999_first

GATE_NOW = {"level": "now", "intent": "emergency_child", "variant": None}
GATE_POSSIBLE = {"level": "possible", "intent": "emergency_danger", "variant": None}


async def test_answer_foreign_script_gets_999_in_any_language(make: Any, wording: Wording) -> None:
    """Safeguarding 11: another language gets level possible and how to ring 999 in it, then what Rasa says."""
    replies = await ask(make(Answering(CALM)), "он хочет меня убить помогите")

    assert replies[0]["text"] == wording.text("utter_line_language")
    assert [custom["level"] for custom in emergencies(replies)] == ["possible"]
    assert replies[-1] == CALM


async def test_answer_foreign_script_with_danger_is_still_level_now(make: Any) -> None:
    """A cry for help that the rules hear in it stays one."""
    replies = await ask(make(Answering(CALM)), f"помогите пожалуйста мне очень очень страшно сейчас дома. {TABLETS}")

    assert is_999_first(replies)
    assert emergencies(replies)[0]["level"] == "now"


@pytest.mark.parametrize(
    "message", ["ktoś wysyła mojej córce dziwne wiadomości i ona się boi", "dwi ddim yn gwybod beth i'w wneud"]
)
async def test_answer_other_language_in_latin_script_gets_999_in_any_language(
    make: Any, wording: Wording, message: str
) -> None:
    """The alphabet does not matter."""
    replies = await ask(make(Answering(CALM)), message)

    assert replies[0]["text"] == wording.text("utter_line_language")
    assert [custom["level"] for custom in emergencies(replies)] == ["possible"]
    assert replies[-1] == CALM


@pytest.mark.parametrize(
    ("message", "gate", "level"),
    [
        ("mae e wrth y drws gyda chyllell", {}, "now"),
        ("mae gen i ofn, helpwch fi os gwelwch yn dda", {}, "possible"),
        ("proszę o pomoc on mnie bije", GATE_NOW, "now"),
        ("proszę o pomoc on mnie bije", GATE_POSSIBLE, "possible"),
    ],
)
async def test_answer_danger_in_another_language_is_told_so_too(
    make: Any, wording: Wording, message: str, gate: dict[str, Any], level: str
) -> None:
    """Behind the emergency's own words, and before anything else, stands that 999 works in any language; once."""
    replies = await ask(make(Answering(CALM, SIGNPOSTS, emergency=gate)), message)
    said = [reply.get("text") for reply in replies]

    assert is_999_first(replies)
    assert emergencies(replies)[0]["level"] == level
    assert said.index(wording.text("utter_line_language")) == 2
    assert said.count(wording.text("utter_line_language")) == 1
    assert replies[-2:] == [CALM, SIGNPOSTS]


async def test_answer_in_another_language_shows_no_welsh(make: Any) -> None:
    """Welsh is heard and never spoken: nobody has approved a word of it."""
    replies = await ask(make(Silent()), "mae e wrth y drws gyda chyllell")

    assert not [word for word in ("heddlu", "ffoniwch", "cymraeg", "drws") if word in text_of(replies).lower()]


async def test_answer_says_once_that_999_is_there_in_any_language(make: Any, wording: Wording) -> None:
    """An answer that says so itself is not made longer."""
    welsh = {"text": wording.text("utter_line_welsh_not_yet")}
    replies = await ask(make(Answering(welsh)), "dwi angen help, mae fy nghyn gariad yn rhannu lluniau ohona i")

    assert "999" in str(replies[0]["text"])
    assert sum(wording.text("utter_line_language") in str(reply.get("text")) for reply in replies) == 1
