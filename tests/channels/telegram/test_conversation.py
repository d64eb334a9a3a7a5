"""bot/channels/telegram/conversation.py: buttons, corrections, commands, groups, people who leave."""

from __future__ import annotations

import asyncio

from bot.channels.telegram.conversation import MOST_WAITING
from bot.channels.telegram.memory import sender_id
from bot.guard import Turn
from bot.telegram_demo.server import Fault
from tests.channels.telegram.conftest import World
from tests.engines import CALM, Answering
from tests.telegram import SAM, running, said, say, settle, until, words_of

DANGER = "there is a man in my house with a knife"
PLACES = {
    "text": "Where?",
    "buttons": [{"title": "Derby", "payload": "i live in derby"}, {"title": "Wales", "payload": "Wales"}],
}


async def test_ordinary_answer_is_quiet_and_neutral(world: World) -> None:
    """Nothing on the lock screen tells what it is about."""
    telegram, bot = world
    (message,) = await say(telegram, bot, "my nan lost her savings")

    assert message.silent
    assert message.text.startswith("Thank you for your message. Here is some information.\n\n")
    assert not message.preview
    assert SAM in telegram.methods.typing


async def test_button_is_answered_taken_and_removed() -> None:
    """The spinner stops, the words behind the button are read, the buttons go and the links stay."""
    engine = Answering(PLACES, intent="fraud")
    async with running(engine) as (telegram, bot):
        (message,) = await say(telegram, bot, "i was scammed")
        data = [button["callback_data"] for row in message.rows for button in row]
        message.rows.append([{"text": "Site", "url": "https://a.example.org"}])
        telegram.chats.press(SAM, "Derby")
        await settle(telegram, bot)

        assert engine.turns[-1].text == "i live in derby"
        assert telegram.chats.open_queries == set()
        assert message.rows == [[{"text": "Site", "url": "https://a.example.org"}]]
        assert all(len(key.encode()) <= 64 and "derby" not in key for key in data)


async def test_button_pressed_twice_is_answered_once() -> None:
    """A trembling thumb; both spinners stop."""
    engine = Answering(PLACES)
    async with running(engine) as (telegram, bot):
        (message,) = await say(telegram, bot, "hello")
        chat, data = telegram.chats.open(SAM), message.rows[0][0]["callback_data"]
        for _ in range(2):
            telegram.chats.press_data(chat, message, data)
        await settle(telegram, bot)

    assert [turn.text for turn in engine.turns] == ["hello", "i live in derby"]
    assert telegram.chats.open_queries == set()


async def test_button_from_before_a_restart_means_what_stands_on_it() -> None:
    """The table of keys is gone, the title is not."""
    engine = Answering(CALM)
    async with running(engine) as (telegram, bot):
        chat = telegram.chats.open(SAM)
        old = telegram.chats.add(chat, True, "Where?", rows=[[{"text": "Derby", "callback_data": "old"}]])
        telegram.chats.press_data(chat, old, "old")
        await settle(telegram, bot)

    assert [turn.text for turn in engine.turns] == ["Derby"]


async def test_button_that_nobody_knows_gets_an_answer(world: World) -> None:
    """A forged or lost button: 999, and how to go on."""
    telegram, bot = world
    chat = telegram.chats.open(SAM)
    old = telegram.chats.add(chat, True, "Where?")
    telegram.chats.press_data(chat, old, "forged")
    await settle(telegram, bot)

    assert "That button is too old" in words_of(said(telegram))


async def test_edit_is_read_as_a_correction() -> None:
    """The new words are answered; an edit that changes nothing is not."""
    engine = Answering(CALM)
    async with running(engine) as (telegram, bot):
        await say(telegram, bot, "my nan lost her shavings")
        mine = next(m for m in telegram.chats.open(SAM).messages.values() if not m.mine)
        for text in ("my nan lost her savings", "my nan lost her savings"):
            telegram.chats.edit(SAM, mine, text)
        await settle(telegram, bot)

    assert [turn.text for turn in engine.turns] == ["my nan lost her shavings", "my nan lost her savings"]


async def test_help_and_privacy_name_the_commands(world: World) -> None:
    """Both begin with 999 and say how to clear the chat."""
    telegram, bot = world
    for command in ("/help", "/privacy"):
        (message,) = await say(telegram, bot, command)

        assert "999" in message.text.split("\n")[0]
        assert "/forget" in message.text
        assert "{" not in message.text


async def test_menu_is_set_at_the_start(world: World) -> None:
    """Six commands with descriptions, and what stands in the empty chat."""
    telegram, _ = world
    await until(lambda: len(telegram.methods.descriptions) == 2)

    assert [c["command"] for c in telegram.methods.menu[""]] == ["start", "help", "999", "forget", "privacy", "exit"]
    assert "999" in telegram.methods.descriptions["description", ""]
    assert "999" in telegram.methods.descriptions["short_description", ""]


async def test_too_many_messages_are_answered_with_one_request() -> None:
    """Fifty at once: some are answered, the others get one sentence; danger among them is heard."""
    gate = asyncio.Event()

    class Held(Answering):
        async def ask(self, turn: Turn, limit: float) -> None:
            await gate.wait()
            await super().ask(turn, limit)

    async with running(Held(CALM)) as (telegram, bot):
        for number in range(50):
            telegram.chats.say(SAM, f"message {number}")
        telegram.chats.say(SAM, DANGER)
        await until(lambda: not telegram.updates.waiting)
        gate.set()
        await settle(telegram, bot)

        assert words_of(said(telegram)).count(CALM["text"]) <= MOST_WAITING + 2
        assert words_of(said(telegram)).count("That was a lot at once") == 1
        assert any(not message.silent for message in said(telegram))


async def test_group_gets_one_sentence_and_the_bot_leaves(world: World) -> None:
    """Private chats only: what one asks, all would read."""
    telegram, bot = world
    telegram.chats.membership(-5, "supergroup", "member")
    await settle(telegram, bot)
    group = telegram.chats.open(-5)

    assert [message.text for message in group.messages.values()] == [bot.conversations.words().group]
    assert group.left


async def test_group_message_is_not_answered(world: World) -> None:
    """Not even with 999 first: it names no one, and the sentence holds 999."""
    telegram, bot = world
    telegram.chats.say(-5, "my nan lost her savings", kind="group")
    await settle(telegram, bot)

    assert "999" in words_of(said(telegram, -5))
    assert CALM["text"] not in words_of(said(telegram, -5))
    assert telegram.chats.open(-5).left


async def test_blocked_bot_forgets_the_chat() -> None:
    """Who blocks the bot is forgotten, whether Telegram says so or refuses the answer."""
    engine = Answering(CALM)
    async with running(engine) as (telegram, bot):
        sender = sender_id(bot.settings, SAM)
        await say(telegram, bot, "hello")
        telegram.chats.membership(SAM, "private", "kicked")
        await settle(telegram, bot)
        assert engine.forgotten == [sender]

        await say(telegram, bot, "hello")
        telegram.faults = [Fault("sendMessage", 403, description="Forbidden: bot was blocked by the user")]
        await say(telegram, bot, "hello")

    assert engine.forgotten == [sender, sender]
    assert bot.conversations.chats.drop(sender) is None
