"""bot/guard.py: whatever comes in, of whatever size, there is an answer, and danger in it is heard."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guard import LONGEST
from bot.text import MAX_LENGTH
from bot.wording import Wording
from tests.engines import CALM, Answering, Raising, Silent, ask, emergencies, text_of
from tests.guard.messages import CRIES, DANGER, TABLETS, is_999_first

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def _fine(replies: list[dict[str, Any]]) -> bool:
    return bool(text_of(replies).strip()) and all(reply.get("text") or reply.get("custom") for reply in replies)


@pytest.mark.parametrize("message", [None, 5, True, [], {}, {"text": DANGER}, "", "   ", "😭", "?!", "\u200b", "\x00"])
async def test_answer_without_words_helps_to_write(make: Any, wording: Wording, message: Any) -> None:
    """Nothing, a sign or something else than text: 999, and how to go on; Rasa is not asked."""
    engine = Silent()

    assert await ask(make(engine), message) == [wording.reply("utter_line_empty")]
    assert engine.turns == []


async def test_answer_engine_gets_clean_text(make: Any) -> None:
    """What Rasa reads is capped, visible, and no command."""
    engine = Silent()
    await ask(make(engine), "/restart\u200b " + "x" * 10_000)

    assert engine.turns[0].text.startswith("restart x")
    assert len(engine.turns[0].text) <= MAX_LENGTH


@pytest.mark.parametrize("place", [0, LONGEST // 4, LONGEST - 200])
async def test_answer_64_kb_is_read_to_the_end(make: Any, place: int) -> None:
    """A cry for help anywhere in the longest message is heard."""
    junk = "lorem ipsum. " * (LONGEST // 13 + 1)
    replies = await ask(make(Silent()), f"{junk[:place]}. {TABLETS}. {junk[place:]}"[:LONGEST])

    assert emergencies(replies)[0]["intent"] == "emergency_suicide"


async def test_answer_beyond_64_kb_reads_head_and_tail(make: Any) -> None:
    """Of an endless message the beginning and the end are heard."""
    junk = "lorem ipsum. " * 20_000

    assert emergencies(await ask(make(Silent()), f"{TABLETS}. {junk}"))
    assert emergencies(await ask(make(Silent()), f"{junk}{TABLETS}"))


@given(JSON)
async def test_answer_any_json_value_gets_an_answer(make: Any, message: Any) -> None:
    """Whatever a channel hands in, the guard does not raise and does not fall silent."""
    assert _fine(await ask(make(Silent()), message))
    assert _fine(await ask(make(Raising()), message))


@given(st.text(max_size=400))
async def test_answer_any_text_gets_an_answer(make: Any, message: str) -> None:
    """The same for any text, answered by Rasa or not."""
    assert _fine(await ask(make(Answering(CALM)), message))
    assert _fine(await ask(make(Raising()), message))


@given(st.text(max_size=200), st.sampled_from(CRIES), st.text(max_size=200))
async def test_answer_danger_in_junk_is_999_first(make: Any, before: str, cry: str, after: str) -> None:
    """A cry for help anywhere in junk gets 999 first, from Rasa or without it."""
    message = f"{before}\n{cry}\n{after}"

    assert is_999_first(await ask(make(Raising()), message))
    assert is_999_first(await ask(make(Answering(CALM)), message))
