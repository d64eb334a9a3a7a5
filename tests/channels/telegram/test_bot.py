"""bot/channels/telegram/bot.py, poll.py and menu.py: connected, once for each update, whatever Telegram does."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram import bot as module
from bot.channels.telegram.bot import WrongTokenError
from bot.channels.telegram.report import Report
from bot.guard import Turn
from bot.telegram_demo.server import Fault, LocalTelegram
from tests.channels.telegram.conftest import Heard, World, make_bot
from tests.channels.telegram.test_updates import JSON
from tests.engines import CALM, Answering, Silent
from tests.telegram import SAM, running, said, say, settle, until, words_of

CHAT = {"id": SAM, "type": "private"}
HOSTILE = st.fixed_dictionaries(
    {"message": st.dictionaries(st.sampled_from(["text", "caption", "photo", "voice", "date", "message_id"]), JSON)}
)


async def test_accept_answers_an_update_once(world: World) -> None:
    """A replayed update is known by its number."""
    telegram, bot = world
    telegram.chats.open(SAM)
    for _ in range(3):
        bot.accept({"update_id": 5, "message": {"message_id": 900, "chat": CHAT, "text": "hello"}})
    await bot.idle()

    assert words_of(said(telegram)).count(CALM["text"]) == 1


async def test_accept_returns_before_the_work() -> None:
    """Whoever brings an update does not wait for its answer."""

    class Slow(Answering):
        async def ask(self, turn: Turn, limit: float) -> None:
            await asyncio.sleep(0.3)

    async with running(Slow(CALM)) as (telegram, bot):
        telegram.chats.open(SAM)
        bot.accept({"update_id": 5, "message": {"message_id": 900, "chat": CHAT, "text": "hello"}})
        assert said(telegram) == []
        await bot.idle()

        assert len(said(telegram)) == 1


async def test_answers_of_a_chat_keep_their_order() -> None:
    """The first message is answered first, even if it takes longer."""

    class Slow(Answering):
        async def ask(self, turn: Turn, limit: float) -> None:
            await asyncio.sleep(0.1 if turn.text == "one" else 0)
            turn.messages.append({"text": turn.text})

    async with running(Slow()) as (telegram, bot):
        for text in ("one", "two", "three"):
            telegram.chats.say(SAM, text)
        await settle(telegram, bot)
        texts = words_of(said(telegram))

    assert texts.index("one") < texts.index("two") < texts.index("three")


@given(HOSTILE)
@settings(max_examples=25)
async def test_hostile_message_of_a_person_is_answered(world: World, update: dict[str, Any]) -> None:
    """Whatever is in a private message, it raises nothing and is not met with silence."""
    telegram, bot = world
    telegram.chats.open(SAM).messages.clear()
    bot.conversations.chats.drop(module.sender_id(bot.settings, SAM))
    bot.accept({"message": {**update["message"], "chat": CHAT}})
    await bot.idle()

    assert "999" in words_of(said(telegram))


@given(JSON)
@settings(max_examples=40)
async def test_any_update_is_taken_without_harm(world: World, update: Any) -> None:
    """Forged, malformed, unknown: the bot goes on."""
    telegram, bot = world
    bot.accept(update)
    await bot.idle()
    telegram.chats.open(SAM).messages.clear()

    assert await say(telegram, bot, "hello")


async def test_run_wrong_token_says_what_to_do() -> None:
    """One sentence, and no token in it."""
    telegram = LocalTelegram()
    await telegram.start()
    bot = make_bot(telegram, Silent(), token="2:wrong-token")

    with pytest.raises(WrongTokenError, match="copy it again from BotFather") as caught:
        await asyncio.wait_for(bot.run(), 5)

    assert "wrong-token" not in str(caught.value)
    await bot.stop()
    await telegram.stop()


async def test_run_goes_on_if_only_the_beginning_is_refused() -> None:
    """A server that knows no deleteWebhook may still have updates."""
    telegram = LocalTelegram(paced=False)
    await telegram.start()
    telegram.faults = [Fault("deleteWebhook", 404, description="Not Found")]
    telegram.chats.say(SAM, "hello")
    bot = make_bot(telegram, Answering(CALM))
    running_bot = asyncio.ensure_future(bot.run())
    await until(lambda: bool(said(telegram)))
    running_bot.cancel()
    await bot.stop()
    await telegram.stop()


async def test_run_waits_for_a_telegram_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Telegram nothing breaks; once it is there, it is used."""
    report = Heard()
    telegram = LocalTelegram(paced=False)
    await telegram.start()
    telegram.faults = [Fault("deleteWebhook", 0)]
    bot = make_bot(telegram, Answering(CALM), report)
    running_bot = asyncio.ensure_future(bot.run())
    await until(lambda: "Telegram: connected, polling." in report.sentences)

    assert report.sentences[0].startswith("Telegram cannot be reached")
    running_bot.cancel()
    await bot.stop()
    await telegram.stop()


async def test_pace_is_telegrams() -> None:
    """At Telegram's own pace: several messages to one chat, none refused, all answered, 999 at once."""
    async with running(Answering(CALM), paced=True) as (telegram, bot):
        for number in range(3):
            telegram.chats.say(SAM, f"message {number}")
        telegram.chats.say(2002, "there is a man in my house with a knife")
        await until(lambda: bool(said(telegram, 2002)))
        await settle(telegram, bot)

        assert len(said(telegram)) == 3
        assert [call.status for call in telegram.called("sendMessage")] == [200] * len(telegram.called("sendMessage"))


async def test_stop_finishes_what_has_begun() -> None:
    """The process may end; the person still gets the answer that was being made."""

    class Slow(Answering):
        async def ask(self, turn: Turn, limit: float) -> None:
            await asyncio.sleep(0.2)
            await super().ask(turn, limit)

    async with running(Slow(CALM)) as (telegram, bot):
        telegram.chats.say(SAM, "hello")
        await until(lambda: not telegram.updates.waiting)
        await bot.stop()

        assert CALM["text"] in words_of(said(telegram))


async def test_full_leaves_the_rest_with_telegram(monkeypatch: pytest.MonkeyPatch) -> None:
    """A flood stays with Telegram, which keeps it for a day, and is answered later."""
    monkeypatch.setattr(module, "FULL", 5)
    gate = asyncio.Event()

    class Held(Answering):
        async def ask(self, turn: Turn, limit: float) -> None:
            await gate.wait()

    async with running(Held(CALM)) as (telegram, bot):
        for chat in range(1, 7):
            telegram.chats.say(chat, "hello")
        await until(lambda: bot.full)
        telegram.chats.say(77, "hello")
        await asyncio.sleep(0.3)
        waiting = len(telegram.updates.waiting)
        gate.set()
        await until(lambda: bool(said(telegram, 77)))

    assert waiting >= 1


def test_report_says_each_state_once(capsys: pytest.CaptureFixture[str]) -> None:
    """An hour without Telegram is one line."""
    report = Report()
    for _ in range(5):
        report.away()
    report.connected(webhook=False)

    assert capsys.readouterr().err.count("\n") == 2
