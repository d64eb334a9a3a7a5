"""bot/channels/telegram/forget.py: what is forgotten, what is deleted, and that nothing typed is kept."""

from __future__ import annotations

import gc
from typing import Any

import pytest

from bot.channels.telegram.memory import sender_id
from tests.channels.telegram.conftest import World
from tests.engines import CALM, Answering, Raising
from tests.telegram import SAM, running, say, settle, words_of

DANGER = "there is a man in my house with a knife"
NOTICE = "Telegram keeps this chat on its servers"
PHOTO = {"photo": [{"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1}]}


async def test_forget_deletes_both_sides_and_the_state() -> None:
    """Nothing is left on the screen but what could not be erased, said plainly."""
    engine = Answering(CALM)
    async with running(engine) as (telegram, bot):
        await say(telegram, bot, "my nan lost her savings")
        await say(telegram, bot, extra=PHOTO)
        await say(telegram, bot, "/forget")
        left = list(telegram.chats.open(SAM).messages.values())

        assert [message.mine for message in left] == [True]
        assert "I deleted what I could." in left[0].text
        assert "Telegram did not let me" not in left[0].text
        assert engine.forgotten == [sender_id(bot.settings, SAM)]


async def test_forget_says_how_many_telegram_kept(world: World) -> None:
    """A die of today cannot be deleted; the person is told that something stays."""
    telegram, bot = world
    await say(telegram, bot, extra={"dice": {"emoji": "x", "value": 3}})
    messages = await say(telegram, bot, "/forget")

    assert "Telegram did not let me delete 1 of the messages." in words_of(messages)


async def test_forget_does_not_count_what_the_person_deleted(world: World) -> None:
    """Gone is gone."""
    telegram, bot = world
    await say(telegram, bot, "hello")
    telegram.chats.open(SAM).messages.clear()

    assert "did not let me" not in words_of(await say(telegram, bot, "/forget"))


async def test_delete_this_chat_in_words_does_the_same() -> None:
    """The words and the button on the website's replies mean /forget here."""
    engine = Answering({"text": "Cleared here."}, intent="delete_data")
    async with running(engine) as (telegram, bot):
        await say(telegram, bot, "delete this chat")
        (left,) = telegram.chats.open(SAM).messages.values()

    assert "I deleted what I could." in left.text
    assert "Cleared here" not in left.text


async def test_delete_with_danger_says_999_first_and_keeps_it() -> None:
    """Who wants everything gone and is in danger gets 999 first; it stays on the screen."""
    engine = Answering({"text": "Cleared here."}, intent="delete_data")
    async with running(engine) as (telegram, bot):
        await say(telegram, bot, "hello")
        await say(telegram, bot, f"{DANGER}. delete this chat")
        first, last = telegram.chats.open(SAM).messages.values()

    assert "999" in first.text.split("\n")[0]
    assert not first.silent
    assert "I deleted what I could." in last.text


async def test_exit_leaves_no_word_about_it(world: World) -> None:
    """What stands on the screen then is about nothing, and one tap leads away."""
    telegram, bot = world
    await say(telegram, bot, "he hits me")
    await say(telegram, bot, "/exit")
    (left,) = telegram.chats.open(SAM).messages.values()

    assert left.text == "This is an information page. How can I help?"
    assert left.rows[0][0]["url"].startswith("https://")


async def test_after_forgetting_the_chat_begins_anew(world: World) -> None:
    """Whoever writes next, perhaps somebody else, has the notice again."""
    telegram, bot = world
    await say(telegram, bot, "/start")
    await say(telegram, bot, "/forget")

    assert NOTICE in words_of(await say(telegram, bot, "hello"))


async def test_conversations_have_no_name_and_no_number() -> None:
    """Rasa knows a chat by a keyed hash only; two chats have two."""
    engine = Answering(CALM)
    async with running(engine) as (telegram, bot):
        await say(telegram, bot, "hello")
        telegram.chats.say(2002, "hello")
        await settle(telegram, bot)
    senders = {turn.sender for turn in engine.turns}

    assert len(senders) == 2
    assert not [sender for sender in senders if "1001" in sender or "2002" in sender]


async def test_nothing_typed_stays_in_memory() -> None:
    """A word sent down every path is found nowhere in the bot afterwards."""
    canary = "xylocanary"
    async with running(Raising()) as (telegram, bot):
        await say(telegram, bot, f"{canary} hello")
        await say(telegram, bot, f"{canary} under a picture", extra=PHOTO)
        await say(telegram, bot, f"/help {canary}")
        mine = next(m for m in telegram.chats.open(SAM).messages.values() if not m.mine)
        telegram.chats.edit(SAM, mine, f"{canary} changed")
        await settle(telegram, bot)
        telegram.chats.open(SAM).messages.clear()
        telegram.calls.clear()
        gc.collect()
        kept = _reachable(bot)

    assert len(kept) > 1000
    assert [value for value in kept if canary in value] == []


def _reachable(root: Any) -> list[str]:
    """All texts and bytes that can be reached from an object without leaving through a module or a class."""
    seen, texts, todo = {id(root)}, [], [root]
    while todo:
        for item in gc.get_referents(todo.pop()):
            if id(item) in seen or isinstance(item, type) or type(item).__name__ in ("module", "function", "frame"):
                continue
            seen.add(id(item))
            todo.append(item)
            if isinstance(item, (str, bytes, bytearray)):
                texts.append(item if isinstance(item, str) else item.decode(errors="replace"))
    return texts


async def test_broken_part_of_the_channel_still_says_999(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is broken in here, the person gets the lines that answer at any hour."""
    telegram, bot = world
    monkeypatch.setattr(bot.conversations, "_talk", None)
    messages = await say(telegram, bot, "hello")

    assert "999" in messages[0].text.split("\n")[0]
