"""bot/telegram_demo: the local Bot API server refuses what Telegram refuses, in Telegram's words."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.telegram_demo.methods import BURST
from bot.telegram_demo.server import LocalTelegram
from tests.clocks import Clock

ME = 1


@pytest.fixture
async def telegram() -> AsyncIterator[LocalTelegram]:
    """A server with one chat and a clock of its own."""
    server = LocalTelegram(clock=Clock())
    await server.start()
    server.chats.open(ME)
    yield server
    await server.stop()


async def call(telegram: LocalTelegram, method: str, token: str | None = None, **params: Any) -> dict[str, Any]:
    """Calls a method as any client would."""
    url = f"{telegram.base}/bot{token or telegram.token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(url, json=params) as answer:
        body: dict[str, Any] = await answer.json()
    assert answer.status == (200 if body["ok"] else body["error_code"])
    return body


def keys(*buttons: dict[str, Any]) -> dict[str, Any]:
    """A keyboard with one row."""
    return {"inline_keyboard": [list(buttons)]}


async def test_send_message_shows_it(telegram: LocalTelegram) -> None:
    """The result is the message, and it stands in the chat."""
    body = await call(telegram, "sendMessage", chat_id=ME, text="a <b>b</b>", parse_mode="HTML")

    assert body["result"]["text"] == "a b"
    assert [message.text for message in telegram.chats.open(ME).messages.values()] == ["a b"]


@pytest.mark.parametrize(
    ("params", "code", "words"),
    [
        ({"text": ""}, 400, "message text is empty"),
        ({"text": " \n"}, 400, "message text is empty"),
        ({"text": "a" * 4097}, 400, "message is too long"),
        ({"text": "\U0001f622" * 2049}, 400, "message is too long"),
        ({"text": "<p>", "parse_mode": "HTML"}, 400, "can't parse entities: Unsupported start tag"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, 400, "message text is empty"),
        ({"chat_id": 99}, 400, "chat not found"),
        ({"chat_id": "1"}, 400, "chat not found"),
        ({"reply_markup": keys({"text": "x", "callback_data": "a" * 65})}, 400, "BUTTON_DATA_INVALID"),
        ({"reply_markup": keys({"text": "x", "callback_data": "é" * 33})}, 400, "BUTTON_DATA_INVALID"),
        ({"reply_markup": keys({"text": "x", "callback_data": ""})}, 400, "BUTTON_DATA_INVALID"),
        ({"reply_markup": keys({"text": "x", "url": "tel:999"})}, 400, "Unsupported URL protocol"),
        ({"reply_markup": keys({"text": "x", "url": "example"})}, 400, "Wrong HTTP URL"),
        ({"reply_markup": keys({"text": "x", "url": "http://localhost/"})}, 400, "Wrong HTTP URL"),
        ({"reply_markup": keys({"text": "x", "url": "https://"})}, 400, "URL host is empty"),
        ({"reply_markup": keys({"text": "x"})}, 400, "Text buttons are unallowed"),
        ({"reply_markup": keys({"text": "", "callback_data": "a"})}, 400, "text must be non-empty"),
        ({"reply_markup": {"inline_keyboard": "x"}}, 400, "object expected as reply markup"),
    ],
)
async def test_send_message_refuses(telegram: LocalTelegram, params: dict[str, Any], code: int, words: str) -> None:
    """Too long, badly marked up, bad buttons, bad addresses, unknown chats."""
    body = await call(telegram, "sendMessage", **{"chat_id": ME, "text": "x", **params})

    assert body["error_code"] == code
    assert words in body["description"]
    assert telegram.chats.open(ME).messages == {}


@pytest.mark.parametrize("text", ["a" * 4096, "<b>" + "a" * 4096 + "</b>", "\U0001f622" * 2048])
async def test_send_message_takes_the_longest(telegram: LocalTelegram, text: str) -> None:
    """4,096 units are enough and not too many; markup does not count."""
    assert (await call(telegram, "sendMessage", chat_id=ME, text=text, parse_mode="HTML"))["ok"]


async def test_send_message_takes_64_bytes_and_a_link(telegram: LocalTelegram) -> None:
    """What is allowed goes through."""
    markup = keys({"text": "x", "callback_data": "a" * 64}, {"text": "y", "url": "https://a.example/b?c"})

    assert (await call(telegram, "sendMessage", chat_id=ME, text="x", reply_markup=markup))["ok"]


async def test_send_message_too_fast_is_429(telegram: LocalTelegram) -> None:
    """A short burst passes, then one a second; retry_after says when."""
    bodies = [await call(telegram, "sendMessage", chat_id=ME, text="x") for _ in range(BURST + 1)]

    assert [body["ok"] for body in bodies] == [True] * BURST + [False]
    assert (bodies[-1]["error_code"], bodies[-1]["parameters"]) == (429, {"retry_after": 1})
    telegram.chats.clock.now += 1  # type: ignore[attr-defined]
    assert (await call(telegram, "sendMessage", chat_id=ME, text="x"))["ok"]


async def test_send_message_overall_pace_is_30_a_second(telegram: LocalTelegram) -> None:
    """Thirty people in one second, and not one more."""
    bodies = []
    for chat in range(100, 131):
        telegram.chats.open(chat)
        bodies.append(await call(telegram, "sendMessage", chat_id=chat, text="x"))

    assert [body["ok"] for body in bodies] == [True] * 30 + [False]


async def test_send_message_to_who_blocked_the_bot_is_403(telegram: LocalTelegram) -> None:
    """Telegram's words."""
    telegram.chats.membership(ME, "private", "kicked")
    body = await call(telegram, "sendMessage", chat_id=ME, text="x")

    assert (body["error_code"], body["description"]) == (403, "Forbidden: bot was blocked by the user")


async def test_wrong_token_is_401(telegram: LocalTelegram) -> None:
    """Nobody else's bot."""
    body = await call(telegram, "getMe", token="9:other")

    assert (body["error_code"], body["description"]) == (401, "Unauthorized")


async def test_unknown_method_is_404(telegram: LocalTelegram) -> None:
    """Nothing is downloaded here: getFile is not even known."""
    assert (await call(telegram, "getFile", file_id="x"))["error_code"] == 404


async def test_methods_are_known_in_any_case(telegram: LocalTelegram) -> None:
    """As with Telegram."""
    assert (await call(telegram, "GETME"))["result"]["is_bot"]


async def test_delete_message_of_either_side_within_48_hours(telegram: LocalTelegram) -> None:
    """In a private chat both go, and only once."""
    mine = telegram.chats.say(ME, "hello")
    body = await call(telegram, "sendMessage", chat_id=ME, text="x")
    for number in (mine.number, body["result"]["message_id"]):
        assert (await call(telegram, "deleteMessage", chat_id=ME, message_id=number))["ok"]

    again = await call(telegram, "deleteMessage", chat_id=ME, message_id=mine.number)
    assert again["description"] == "Bad Request: message to delete not found"


@pytest.mark.parametrize(
    ("extra", "hours", "ok"), [({}, 47, True), ({}, 49, False), ({"dice": {}}, 1, False), ({"dice": {}}, 25, True)]
)
async def test_delete_message_only_when_telegram_allows(
    telegram: LocalTelegram, extra: dict[str, Any], hours: int, ok: bool
) -> None:
    """Not after 48 hours; a die not within its first 24."""
    message = telegram.chats.say(ME, extra=extra)
    telegram.chats.clock.now += hours * 3600  # type: ignore[attr-defined]
    body = await call(telegram, "deleteMessage", chat_id=ME, message_id=message.number)

    assert body["ok"] is ok
    assert ok or body["description"] == "Bad Request: message can't be deleted for everyone"


async def test_edit_reply_markup_follows_the_rules(telegram: LocalTelegram) -> None:
    """Only the bot's own messages, only if something changes."""
    mine = telegram.chats.say(ME, "hello")
    markup = keys({"text": "x", "callback_data": "a"})
    number = (await call(telegram, "sendMessage", chat_id=ME, text="x", reply_markup=markup))["result"]["message_id"]

    async def edit(message: int, **params: Any) -> str:
        return str(
            (await call(telegram, "editMessageReplyMarkup", chat_id=ME, message_id=message, **params)).get(
                "description"
            )
        )

    assert "message is not modified" in await edit(number, reply_markup=markup)
    assert await edit(number) == "None"
    assert "message can't be edited" in await edit(mine.number)
    assert "message to edit not found" in await edit(999)


async def test_answer_callback_query_only_once(telegram: LocalTelegram) -> None:
    """A query that nobody waits for any more is refused."""
    markup = keys({"text": "x", "callback_data": "a"})
    await call(telegram, "sendMessage", chat_id=ME, text="x", reply_markup=markup)
    telegram.chats.press(ME, "x")
    (query,) = telegram.chats.open_queries

    assert (await call(telegram, "answerCallbackQuery", callback_query_id=query))["ok"]
    again = await call(telegram, "answerCallbackQuery", callback_query_id=query)
    assert "query is too old" in again["description"]


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ({"command": "Help", "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "a-b", "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "help", "description": ""}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
async def test_set_my_commands_refuses(telegram: LocalTelegram, command: dict[str, str], words: str) -> None:
    """Names in small letters, digits and underscores; a description for each."""
    assert words in (await call(telegram, "setMyCommands", commands=[command]))["description"]


async def test_get_updates_waits_and_acknowledges(telegram: LocalTelegram) -> None:
    """An update comes again until the next question is for later ones."""
    telegram.chats.say(ME, "hello")
    first = (await call(telegram, "getUpdates", timeout=0))["result"]
    again = (await call(telegram, "getUpdates", timeout=0))["result"]
    done = (await call(telegram, "getUpdates", offset=first[0]["update_id"] + 1, timeout=0))["result"]

    assert first == again
    assert first[0]["message"]["text"] == "hello"
    assert done == []


async def test_get_updates_second_poller_ends_the_first(telegram: LocalTelegram) -> None:
    """409, in Telegram's words."""
    first = asyncio.ensure_future(call(telegram, "getUpdates", timeout=30))
    while not telegram.calls:  # noqa: ASYNC110  # the server takes it, nothing tells when
        await asyncio.sleep(0.01)
    await call(telegram, "getUpdates", timeout=0)
    body = await first

    assert body["error_code"] == 409
    assert "terminated by other getUpdates request" in body["description"]


async def test_get_updates_with_a_webhook_is_409(telegram: LocalTelegram) -> None:
    """One or the other."""
    await call(telegram, "setWebhook", url="https://bot.example.org/hook")
    body = await call(telegram, "getUpdates")
    assert body["error_code"] == 409
    assert "webhook is active" in body["description"]

    await call(telegram, "deleteWebhook")
    assert (await call(telegram, "getUpdates", timeout=0))["ok"]


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"url": "http://bot.example.org/hook"}, "An HTTPS URL must be provided for webhook"),
        ({"url": "https://bot.example.org:5005/hook"}, "only on ports 80, 88, 443 or 8443"),
        ({"url": "https://bot.example.org/hook", "secret_token": "not allowed!"}, "secret token"),
    ],
)
async def test_set_webhook_refuses(telegram: LocalTelegram, params: dict[str, Any], words: str) -> None:
    """Not over http, not on any port, not with any secret."""
    assert words in (await call(telegram, "setWebhook", **params))["description"]


async def test_leave_chat_leaves_groups_only(telegram: LocalTelegram) -> None:
    """Nobody leaves a private chat."""
    telegram.chats.membership(-5, "group", "member")

    assert (await call(telegram, "leaveChat", chat_id=-5))["ok"]
    assert (await call(telegram, "sendMessage", chat_id=-5, text="x"))["error_code"] == 403
    assert not (await call(telegram, "leaveChat", chat_id=ME))["ok"]
