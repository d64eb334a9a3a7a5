"""Ten thousand turns: whatever is typed, in any order, is answered; a cry for help anywhere in it is answered with 999.

All of them go through the guard. Those of whole conversations (TURNS_WITH_RASA) have the trained model behind it; the
rest have an engine that fails in every way, because then nothing but the guard can be what answers.
"""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import listening
from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.wording import Wording
from tests.engines import CALM, SIGNPOSTS, Answering, Dying, Raising, Silent, emergencies, text_of
from tests.inputs.conftest import Patient
from tests.inputs.tricks import CRIES, TRICKS

TURNS_WITH_RASA, TURNS_WITHOUT = 2_000, 8_000
TURNS = 10  # in a conversation
COUNTED: Counter[str] = Counter()
COMMANDS = (
    "/restart",
    "/back",
    "/session_start",
    "/nlu_fallback",
    "/",
    "//",
    "/greet@1.2.3",
    '/inform{"area": 5}',
    "yes",
    "no",
)
WORDS = (
    "more",
    "Nottingham",
    "I was scammed",
    "start again",
    "It is for me",
    "call",
    "my ex reads my phone",
    "hello",
    "delete",
)
typed = (
    st.text(max_size=120)
    | st.text(st.characters(categories=("L", "N", "P", "S", "Z", "C")), max_size=60)
    | st.sampled_from((*COMMANDS, *WORDS))
    | st.builds(" ".join, st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
    | st.builds(lambda part, times: part * times, st.text(min_size=1, max_size=6), st.integers(1, 500))
)
anything = (
    typed | st.none() | st.integers() | st.floats() | st.lists(st.text(max_size=3), max_size=2) | st.binary(max_size=9)
)
cries = st.builds(lambda cry, trick: TRICKS[trick](cry), st.sampled_from(CRIES), st.sampled_from(sorted(TRICKS)))
turns = st.builds(lambda message: (message, False), anything) | st.builds(
    lambda before, cry, after: (f"{before}\n\n{cry}\n\n{after}", True), typed, cries, typed
)
chats = st.lists(turns, min_size=TURNS, max_size=TURNS)
names = (f"fuzz-{number}" for number in itertools.count())


@pytest.fixture(autouse=True)
def _time_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long reading takes on a busy machine is not what is tried here."""
    monkeypatch.setattr(listening, "LIMIT", 60.0)


async def _talk(guard: Guard, chat: list[tuple[Any, bool]], kind: str) -> None:
    name = next(names)
    for message, cry in chat:
        replies = await guard.answer(message, name, opening=True)
        COUNTED[kind] += 1
        COUNTED["cries"] += cry
        assert text_of(replies).strip(), f"nothing to read after {message!r}"
        assert all(reply.get("text") or reply.get("custom") for reply in replies)
        if cry:
            assert emergencies(replies), f"lost: {message!r}"
            assert "999" in str(replies[0]["text"]).split("\n")[0], f"not first: {message!r}"


@settings(max_examples=TURNS_WITHOUT // TURNS)
@given(
    chats, st.sampled_from([Silent, Raising, lambda: Answering(CALM, SIGNPOSTS, intent="fraud"), lambda: Dying(CALM)])
)
def test_turns_with_a_broken_rasa_are_all_answered(
    rules: EmergencyRules, wording: Wording, chat: list[tuple[Any, bool]], engine: Any
) -> None:
    """Eight thousand turns."""
    asyncio.run(_talk(Guard(rules, wording, engine()), chat, "without"))


@settings(max_examples=TURNS_WITH_RASA // TURNS)
@given(chats)
def test_turns_with_rasa_are_all_answered(guard: Guard, patient: Patient, chat: list[tuple[Any, bool]]) -> None:
    """Two thousand turns with the trained model, in conversations of ten; it raises at none of them."""
    asyncio.run(_talk(guard, chat, "with"))

    assert patient.raised == []


def test_ten_thousand_turns_were_played() -> None:
    """Last of this file: what was promised was done, and cries were among it."""
    assert COUNTED["with"] >= TURNS_WITH_RASA
    assert COUNTED["without"] >= TURNS_WITHOUT
    assert COUNTED["cries"] >= 2_000
