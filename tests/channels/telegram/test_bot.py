"""bot/channels/telegram/bot.py, poll.py and menu.py: connected, once for each update, whatever Telegram does."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram import bot as module
from bot.channels.telegram import poll
from bot.channels.telegram.bot import TelegramBot, WrongTokenError
from bot.channels.telegram.report import Report
from bot.channels.telegram.settings import Settings
from bot.emergency import EmergencyRules
from bot.guard import Turn
from bot.telegram_demo.server import Fault, LocalTelegram
from bot.wording import Wording
from tests.channels.telegram.conftest import World
from tests.channels.telegram.test_updates import JSON
from tests.engines import CALM, Answering, Silent
from tests.telegram import SAM, running, said, say, settle, until, words_of

CHAT = {"id": SAM, "type": "private"}
HOSTILE = st.fixed_dictionaries(
    {"message": st.dictionaries(st.sampled_from(["text", "caption", "photo", "voice", "date", "message_id"]), JSON)}
)


class Heard(Report):
    """Keeps what the operator would read."""

    def __init__(self) -> None:
        super().__init__()
        self.sentences: list[str] = []

    def say(self, sentence: str) -> None:
        """Notes a sentence."""
        self.sentences.append(sentence)


def _bot(telegram: LocalTelegram, engine: Silent, report: Report | None = None, **more: Any) -> TelegramBot:
    given = Settings(token=more.pop("token", telegram.token), base=telegram.base, **more)
    return TelegramBot(given, EmergencyRules(), Wording(), engine, report=report)


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
@settings(max_examples=40)
async def test_hostile_message_of_a_person_is_answered(world: World, update: dict[str, Any]) -> None:
    """Whatever is in a private message, it raises nothing and is not met with silence."""
    telegram, bot = world
    telegram.chats.open(SAM).messages.clear()
    bot.conversations.chats.drop(module.sender_id(bot.settings, SAM))
    bot.accept({"message": {**update["message"], "chat": CHAT}})
    await bot.idle()

    assert "999" in words_of(said(telegram))


@given(JSON)
@settings(max_examples=60)
async def test_any_update_is_taken_without_harm(world: World, update: Any) -> None:
    """Forged, malformed, unknown: the bot goes on."""
    telegram, bot = world
    bot.accept(update)
    await bot.idle()
    telegram.chats.open(SAM).messages.clear()

    assert await say(telegram, bot, "hello")


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
    bot = _bot(telegram, Answering(CALM), report)
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
    bot = _bot(telegram, Answering(CALM))
    running_bot = asyncio.ensure_future(bot.run())
    await until(lambda: bool(said(telegram)))
    await telegram.updates.set_webhook({"url": "https://127.0.0.1:1/hook"})
    telegram.updates.close()
    await until(lambda: len(telegram.called("deleteWebhook")) == 2)
    running_bot.cancel()
    await bot.stop()
    await telegram.stop()


async def test_run_wrong_token_says_what_to_do() -> None:
    """One sentence, and no token in it."""
    telegram = LocalTelegram()
    await telegram.start()
    bot = _bot(telegram, Silent(), token="2:wrong-token")

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
    bot = _bot(telegram, Answering(CALM))
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
    bot = _bot(telegram, Answering(CALM), report)
    running_bot = asyncio.ensure_future(bot.run())
    await until(lambda: "Telegram: connected, polling." in report.sentences)

    assert report.sentences[0].startswith("Telegram cannot be reached")
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
