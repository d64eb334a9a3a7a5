"""What cannot be read is answered, and never opened: bot/channels/telegram/conversation.py."""

from __future__ import annotations

import pytest

from bot.channels.telegram.updates import MEDIA
from bot.directory.directory import Directory
from tests.channels.telegram.conftest import World
from tests.engines import CALM, Answering
from tests.telegram import SAM, running, said, say, settle, words_of

PHOTO = {"photo": [{"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1}]}


@pytest.mark.parametrize("field", sorted(MEDIA))
async def test_media_gets_999_and_a_route(field: str, directory: Directory) -> None:
    """Every kind gets its sentence and its route; nothing is opened or downloaded, Rasa is not asked."""
    engine = Answering(CALM)
    async with running(engine) as (telegram, bot):
        messages = await say(telegram, bot, extra={field: {"file_id": "x"}})
        routes = bot.conversations.words().media[MEDIA[field]].routes

        assert "999" in messages[0].text.split("\n")[0]
        assert all(directory.entries[way.entry].name in messages[0].text for way in routes)
        assert [call.method for call in telegram.calls if "file" in call.method.lower()] == []
    assert engine.turns == []


async def test_media_unknown_gets_an_answer(world: World) -> None:
    """What Telegram invents tomorrow, too."""
    telegram, bot = world

    assert "999" in (await say(telegram, bot, extra={"hologram": {}}))[0].text.split("\n")[0]


async def test_media_album_is_answered_once(world: World) -> None:
    """Ten pictures sent together are one message to the person."""
    telegram, bot = world
    for _ in range(10):
        telegram.chats.say(SAM, extra={**PHOTO, "media_group_id": "g"})
    await settle(telegram, bot)

    assert words_of(said(telegram)).count("I can't see pictures") == 1


async def test_media_album_with_words_is_answered_once(world: World) -> None:
    """The words stand under the first picture only."""
    telegram, bot = world
    telegram.chats.say(SAM, "look at these", extra={**PHOTO, "media_group_id": "g"})
    for _ in range(3):
        telegram.chats.say(SAM, extra={**PHOTO, "media_group_id": "g"})
    await settle(telegram, bot)

    assert words_of(said(telegram)).count(CALM["text"]) == 1
    assert words_of(said(telegram)).count("I can't see pictures") == 1


async def test_media_live_location_is_answered_once(world: World) -> None:
    """A place that moves is a message that changes without words."""
    telegram, bot = world
    await say(telegram, bot, extra={"location": {"latitude": 1, "longitude": 1}})
    place = next(m for m in telegram.chats.open(SAM).messages.values() if not m.mine)
    for _ in range(3):
        telegram.chats.edit(SAM, place, "")
    await settle(telegram, bot)

    assert len(said(telegram)) == 1


@pytest.mark.parametrize("text", ["😢", "?!", "\u200b", "   "])
async def test_text_without_words_gets_help_to_write(world: World, text: str) -> None:
    """A sign is answered, too."""
    telegram, bot = world

    assert "Can you write what is wrong" in words_of(await say(telegram, bot, text))
