"""bot/channels/telegram/poll.py and menu.py: asked for and acknowledged, whatever Telegram does; the menu is set."""

from __future__ import annotations

import asyncio

import pytest

from bot.channels.telegram import bot as module
from bot.channels.telegram import poll
from bot.telegram_demo.server import Fault, LocalTelegram
from tests.channels.telegram.conftest import Heard, World, make_bot
from tests.engines import CALM, Answering
from tests.telegram import SAM, running, said, say, settle, until, words_of


async def test_poll_unreadable_update_holds_up_nobody(world: World) -> None:
    """What cannot be read is acknowledged like the rest, and the next person is answered."""
    telegram, bot = world
    for update in ({"message": 5}, {"update_id": 3_000, "callback_query": []}, {"poll_answer": {}}):
        telegram.updates.add(update)

    assert await say(telegram, bot, "hello")


async def test_poll_asks_for_no_more_than_it_reads(world: World) -> None:
    """Telegram is asked for four kinds of updates."""
    telegram, bot = world
    await say(telegram, bot, "hello")

    assert telegram.called("getUpdates")[0].params["allowed_updates"] == [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
    ]


async def test_poll_survives_every_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """5xx, 429, broken connections, nonsense: it asks again, and what was written meanwhile is answered once."""
    monkeypatch.setattr(poll, "FIRST", 0.01)
    async with running(Answering(CALM)) as (telegram, bot):
        await until(lambda: bool(telegram.called("getUpdates")))
        for status in (500, 429, 0, 404 + 1, 502):
            telegram.faults.append(Fault("getUpdates", status, retry_after=0))
        telegram.updates.close()
        telegram.chats.say(SAM, "hello")
        await settle(telegram, bot)
        await until(lambda: not telegram.faults, 60.0)

        assert words_of(said(telegram)).count(CALM["text"]) == 1


async def test_poll_second_poller_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """409: the operator reads that another program polls; this one goes on asking."""
    monkeypatch.setattr(poll, "FIRST", 0.01)
    telegram = LocalTelegram(paced=False)
    await telegram.start()
    report = Heard()
    bot = make_bot(telegram, Answering(CALM), report)
    running_bot = asyncio.ensure_future(bot.run())
    await until(lambda: bool(telegram.called("getUpdates")))
    async with module.Api(telegram.base, telegram.token, module.Limiter()) as other:
        await other.once("getUpdates", {"timeout": 0})
    await until(lambda: any("another program takes the updates" in sentence for sentence in report.sentences))
    await until(lambda: len([call for call in telegram.called("getUpdates") if not call.status]) == 1)
    running_bot.cancel()
    await bot.stop()
    await telegram.stop()


async def test_poll_takes_a_webhook_of_yesterday_away() -> None:
    """Polling with a webhook set is refused; the webhook goes at the start, and later as well."""
    telegram = LocalTelegram(paced=False)
    await telegram.start()
    await telegram.updates.set_webhook({"url": "https://old.example.org/hook"})
    telegram.chats.say(SAM, "from before")
    bot = make_bot(telegram, Answering(CALM))
    running_bot = asyncio.ensure_future(bot.run())
    await until(lambda: bool(said(telegram)))
    await telegram.updates.set_webhook({"url": "https://127.0.0.1:1/hook"})
    telegram.updates.close()
    await until(lambda: len(telegram.called("deleteWebhook")) == 2)
    running_bot.cancel()
    await bot.stop()
    await telegram.stop()


async def test_menu_without_999_if_telegram_takes_no_digits(world: World) -> None:
    """A menu with five commands is better than none."""
    telegram, bot = world
    await until(lambda: len(telegram.methods.descriptions) == 2)
    telegram.faults = [Fault("setMyCommands", 400, description="Bad Request: BOT_COMMAND_INVALID")]
    await module.menu.set_up(bot.api, bot.conversations.words, Heard())

    assert [c["command"] for c in telegram.methods.menu[""]] == ["start", "help", "forget", "privacy", "exit"]


async def test_menu_refused_costs_nothing_else(world: World) -> None:
    """The operator reads it; people are answered."""
    telegram, bot = world
    await until(lambda: len(telegram.methods.descriptions) == 2)
    report = Heard()
    telegram.faults = [Fault("setMyDescription", 400, description="Bad Request: BOT_DESCRIPTION_TOO_LONG")]
    await module.menu.set_up(bot.api, bot.conversations.words, report)

    assert report.sentences == ["Telegram refuses the menu: Bad Request: BOT_DESCRIPTION_TOO_LONG."]
    assert await say(telegram, bot, "hello")
