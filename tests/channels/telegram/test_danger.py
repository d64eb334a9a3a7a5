"""999 first in Telegram, in every state: bot/channels/telegram/conversation.py."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.guard import Turn
from bot.listening import LIMIT, SHORT
from bot.wording import Wording
from tests.channels.telegram.conftest import World
from tests.engines import CALM, Answering, Raising, Silent
from tests.telegram import SAM, running, said, say, settle, until, words_of

ALEX = SAM + 1  # somebody else's chat
DANGER = "there is a man in my house with a knife"
PHOTO = {"photo": [{"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1}]}


async def test_danger_rings_first_and_alone(world: World) -> None:
    """999 is the first thing that is read, loud, without dots before it."""
    telegram, bot = world
    messages = await say(telegram, bot, DANGER)

    assert "999" in messages[0].text.split("\n")[0]
    assert not messages[0].silent
    assert telegram.methods.typing == []
    assert all(message.silent for message in messages[1:])


async def test_danger_under_a_picture_is_heard(world: World) -> None:
    """What stands under a picture is read; what cannot be read is said after it."""
    telegram, bot = world
    messages = await say(telegram, bot, DANGER, extra=PHOTO)

    assert not messages[0].silent
    assert "999" in messages[0].text.split("\n")[0]
    assert "I can't see pictures" in words_of(messages[1:])


async def test_danger_behind_a_command_is_heard(world: World) -> None:
    """Words behind a command are words."""
    telegram, bot = world

    assert not (await say(telegram, bot, f"/help {DANGER}"))[0].silent


async def test_danger_in_a_changed_message_is_heard(world: World) -> None:
    """A correction may be the cry for help; the answer points at it."""
    telegram, bot = world
    await say(telegram, bot, "hello")
    mine = next(m for m in telegram.chats.open(SAM).messages.values() if not m.mine)
    telegram.chats.edit(SAM, mine, DANGER)
    await settle(telegram, bot)

    assert not said(telegram)[-2].silent or not said(telegram)[-1].silent
    assert telegram.called("sendMessage")[-1].params["reply_parameters"]["message_id"] == mine.number


@pytest.mark.parametrize("engine", [Raising(), Silent()], ids=["broken", "silent"])
async def test_danger_with_a_broken_rasa_still_gets_999(engine: Silent) -> None:
    """The guard is the same as on the website."""
    async with running(engine) as (telegram, bot):
        messages = await say(telegram, bot, DANGER)

    assert not messages[0].silent
    assert "999" in messages[0].text.split("\n")[0]


async def test_danger_while_rasa_loads_waits_for_nothing() -> None:
    """The calm wait for Rasa; who is in danger, or writes again, does not."""
    async with running(Answering(CALM), ready=lambda: False) as (telegram, _):
        telegram.chats.say(SAM, "hello")
        await until(lambda: bool(telegram.methods.typing))
        telegram.chats.say(SAM, DANGER)
        await until(lambda: any(not message.silent for message in said(telegram)))


async def test_danger_overtakes_what_waits() -> None:
    """Ten messages before it are no reason for 999 to come eleventh."""

    class Slow(Answering):
        async def ask(self, turn: Turn, limit: float) -> None:
            await asyncio.sleep(0.05)
            await super().ask(turn, limit)

    async with running(Slow(CALM)) as (telegram, bot):
        for number in range(10):
            telegram.chats.say(SAM, f"message {number}")
        telegram.chats.say(SAM, DANGER)
        await settle(telegram, bot)
        loud = [place for place, message in enumerate(said(telegram)) if not message.silent]

    assert loud[0] <= 2


async def test_long_message_that_is_read_slowly_holds_up_no_other_chat(world: World) -> None:
    """The rules are asked beside the loop: while one person's long story is read, the next one gets 999."""
    telegram, bot = world
    listener = bot.conversations._guard.listener
    free, assess = threading.Event(), listener._assess
    listener._assess = lambda text: assess(text) if len(text) <= SHORT or free.wait(30) else None
    telegram.chats.say(SAM, "lorem ipsum. " * SHORT)
    await until(lambda: len(bot._queues) == 1)
    telegram.chats.say(ALEX, DANGER)
    await until(lambda: bool(said(telegram, ALEX)), 2 * LIMIT)
    first, unread = said(telegram, ALEX)[0].text, said(telegram)
    free.set()

    assert "999" in first.split("\n")[0]
    assert unread == []


async def test_command_999_says_what_to_do(world: World) -> None:
    """/999 is the emergency text, loud."""
    telegram, bot = world
    messages = await say(telegram, bot, "/999")

    assert messages[0].text == Wording().text("utter_emergency_danger")
    assert not messages[0].silent
