"""bot/guard.py: what goes with an ordinary answer: the opening text, and forgetting."""

from __future__ import annotations

from typing import Any

import pytest

from bot.wording import Wording
from tests.engines import CALM, SIGNPOSTS, Answering, ask, text_of
from tests.guard.messages import DANGER, WORRY, is_999_first

FORGOTTEN = {"custom": {"type": "forgotten"}}


async def test_answer_healthy_engine_is_passed_on(make: Any) -> None:
    """An ordinary answer leaves as it came."""
    assert await ask(make(Answering(CALM, SIGNPOSTS, intent="fraud")), WORRY) == [CALM, SIGNPOSTS]


async def test_answer_opening_follows_the_first_answer(make: Any, wording: Wording) -> None:
    """A new conversation hears who is listening, after the answer and never before it."""
    replies = await make(Answering(CALM, new=True)).answer(WORRY, "somebody", opening=True)

    assert replies[0] == CALM
    assert text_of(replies[1:]).startswith(wording.text("utter_line_opening"))
    assert replies[-1]["custom"] == {"type": "opening"}


@pytest.mark.parametrize(("new", "opening"), [(False, True), (True, False)])
async def test_answer_opening_only_once_and_only_where_wanted(make: Any, new: bool, opening: bool) -> None:
    """Later turns, and channels that show it themselves, hear no opening."""
    assert await make(Answering(CALM, new=new)).answer(WORRY, "somebody", opening=opening) == [CALM]


async def test_answer_opening_never_comes_before_999(make: Any) -> None:
    """The first words of a new conversation may be the emergency."""
    assert is_999_first(await make(Answering(CALM, new=True)).answer(DANGER, "somebody", opening=True))


async def test_answer_delete_forgets(make: Any) -> None:
    """ "Delete this chat" deletes it, and no other's."""
    engine = Answering(CALM, intent="delete_data")
    assert (await make(engine).answer("delete this chat", "somebody"))[-1] == FORGOTTEN

    assert engine.forgotten == ["somebody"]


async def test_answer_other_intents_forget_nothing(make: Any) -> None:
    """Nothing else deletes."""
    engine = Answering(CALM, intent="start_again")
    await make(engine).answer("start again", "somebody")

    assert engine.forgotten == []


async def test_answer_delete_with_a_broken_store_still_answers(make: Any) -> None:
    """A store that cannot forget does not cost the answer."""

    class Stubborn(Answering):
        async def forget(self, sender: str) -> None:
            raise RuntimeError("the store is broken")

    assert await ask(make(Stubborn(CALM, intent="delete_data")), "delete this chat") == [CALM, FORGOTTEN]
