"""bot/channels/telegram/speak.py: what Telegram keeps is said, and the lock screen tells nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.channels.telegram.conftest import World
from tests.engines import CALM, Answering
from tests.telegram import running, say, words_of

NOTICE = "Telegram keeps this chat on its servers"
PLACES = {
    "text": "Where?",
    "buttons": [{"title": "Derby", "payload": "i live in derby"}, {"title": "Wales", "payload": "Wales"}],
}


def _signposts(concern: str) -> dict[str, Any]:
    return {"custom": {"type": "signposts", "concern": concern, "services": [], "sessions": [], "resources": []}}


async def test_notice_comes_with_start(world: World) -> None:
    """The first message says what Telegram keeps, who is listening, and 999; with the menu."""
    telegram, bot = world
    (message,) = await say(telegram, bot, "/start")

    assert message.text.index(NOTICE) < message.text.index("I am a computer, not a person")
    assert "Danger: 999." in message.text
    assert any(button["text"] == "Feeling low" for row in message.rows for button in row)
    assert NOTICE not in words_of(await say(telegram, bot, "hello"))


async def test_notice_follows_a_worry_that_comes_first(world: World) -> None:
    """Help comes before the small print; both in the first answer, once."""
    telegram, bot = world
    first = words_of(await say(telegram, bot, "my nan lost her savings"))

    assert first.index(CALM["text"]) < first.index(NOTICE) < first.index("I am a computer")
    assert NOTICE not in words_of(await say(telegram, bot, "and now?"))


@pytest.mark.parametrize("concern", ["tech_abuse", "stalking_harassment", "honour_abuse"])
async def test_notice_is_repeated_where_somebody_may_watch(concern: str) -> None:
    """Once at each of the three, in a conversation that has had it at the start."""
    async with running(Answering(CALM, _signposts(concern))) as (telegram, bot):
        await say(telegram, bot, "/start")

        assert NOTICE in words_of(await say(telegram, bot, "he reads my phone"))
        assert NOTICE not in words_of(await say(telegram, bot, "what else"))


async def test_notice_is_not_repeated_elsewhere() -> None:
    """A scam is no reason."""
    async with running(Answering(CALM, _signposts("fraud"))) as (telegram, bot):
        await say(telegram, bot, "/start")

        assert NOTICE not in words_of(await say(telegram, bot, "i was scammed"))


async def test_notice_does_not_part_a_question_from_its_buttons() -> None:
    """The question is the last thing above the buttons."""
    async with running(Answering(CALM, PLACES, _signposts("tech_abuse"))) as (telegram, bot):
        (message,) = await say(telegram, bot, "he reads my phone")

    assert message.text.endswith("Where?")
    assert NOTICE in message.text
