"""bot/channels/telegram/webhook.py and attach.py: only Telegram is let in, and the website never notices Telegram."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from sanic import Sanic, response

from bot.channels.telegram import attach as door
from bot.channels.telegram import bot as bot_module
from bot.channels.telegram.settings import PATH
from bot.channels.telegram.webhook import HEADER, MOST_BYTES
from bot.emergency import EmergencyRules
from bot.telegram_demo.server import LocalTelegram
from bot.wording import Wording
from tests.channels.telegram.conftest import World
from tests.engines import CALM, Answering
from tests.telegram import SAM, running, said, say, serve_app, until, words_of

SECRET = "a-secret-of-this-test"
UPDATE = {"update_id": 9, "message": {"message_id": 900, "chat": {"id": SAM, "type": "private"}, "text": "hello"}}


@pytest.fixture
async def hooked() -> AsyncIterator[World]:
    """Server and bot, connected by webhook."""
    async with running(Answering(CALM), webhook=True) as both:
        await until(lambda: bool(both[0].called("setWebhook")))
        yield both


async def _post(world: World, body: Any, headers: dict[str, str] | None = None) -> int:
    url = str(world[1].settings.webhook)
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    async with aiohttp.ClientSession() as session, session.post(url, data=data, headers=headers or {}) as answer:
        return answer.status


async def test_webhook_answers_what_telegram_brings(hooked: World) -> None:
    """The way of every message."""
    telegram, bot = hooked

    assert CALM["text"] in words_of(await say(telegram, bot, "hello"))
    assert [status for _, status in telegram.updates.brought] == [200]
    assert telegram.called("setWebhook")[0].params["secret_token"] == SECRET


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], f"{SECRET}x", SECRET.upper(), "ü"])
async def test_webhook_forged_update_is_refused(hooked: World, secret: str | None) -> None:
    """Whoever does not know the secret is nobody."""
    telegram, bot = hooked
    telegram.chats.open(SAM)
    status = await _post(hooked, UPDATE, None if secret is None else {HEADER: secret})
    await bot.idle()

    assert status == 403
    assert said(telegram) == []


async def test_webhook_secret_is_compared_in_constant_time(hooked: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """By hmac.compare_digest, with what was shown and nothing less."""
    compared: list[tuple[bytes, bytes]] = []

    def compare(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return False

    monkeypatch.setattr("bot.channels.telegram.webhook.hmac.compare_digest", compare)

    assert await _post(hooked, UPDATE, {HEADER: SECRET}) == 403
    assert compared == [(SECRET.encode(), SECRET.encode())]


async def test_webhook_replayed_update_is_answered_once(hooked: World) -> None:
    """Telegram, or somebody who has listened, brings it again."""
    telegram, bot = hooked
    telegram.chats.open(SAM)
    statuses = [await _post(hooked, UPDATE, {HEADER: SECRET}) for _ in range(3)]
    await bot.idle()

    assert statuses == [200, 200, 200]
    assert words_of(said(telegram)).count(CALM["text"]) == 1


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[]", b"null", b"5", b'{"message": 5}', b"{}"])
async def test_webhook_nonsense_is_acknowledged(hooked: World, body: bytes) -> None:
    """Refused, Telegram would bring it again for ever."""
    assert await _post(hooked, body, {HEADER: SECRET}) == 200


async def test_webhook_takes_the_longest_update(hooked: World) -> None:
    """A long message that answers a long one, every sign escaped, is more than the website's limit."""
    telegram, bot = hooked
    telegram.chats.open(SAM)
    long = {"text": "\U0001f622" * 2000, "entities": [{"type": "custom_emoji", "offset": 1, "length": 2}] * 300}
    update = {"update_id": 9, "message": {**UPDATE["message"], **long, "reply_to_message": long}}  # type: ignore[dict-item]
    assert 64 * 1024 < len(json.dumps(update)) < MOST_BYTES

    assert await _post(hooked, update, {HEADER: SECRET}) == 200
    await bot.idle()
    assert "999" in words_of(said(telegram))


async def test_webhook_full_asks_telegram_to_come_again(hooked: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is taken that cannot be kept."""
    monkeypatch.setattr(bot_module, "FULL", 0)

    assert await _post(hooked, UPDATE, {HEADER: SECRET}) == 503


# --- beside the website ---


class Loaded:
    """An engine that is there, as far as the channel looks at it."""

    def __init__(self) -> None:
        self.loaded = asyncio.Event()
        self.loaded.set()

    async def ask(self, turn: Any, limit: float) -> None:
        """Says something calm."""
        turn.messages.append(dict(CALM))

    async def forget(self, sender: str) -> None:
        """Forgets."""


async def _website(monkeypatch: pytest.MonkeyPatch, **environment: str) -> tuple[Any, str]:
    """A website with one page and whatever `attach` adds to it."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    app = Sanic(f"website{time.monotonic_ns()}", configure_logging=False)

    async def page(request: Any) -> Any:
        return response.text("the website")

    app.add_route(page, "/", methods=["GET"])
    door.attach(app, EmergencyRules(), Wording(), Loaded())  # type: ignore[arg-type]
    listening = socket.create_server(("127.0.0.1", 0))
    return await serve_app(app, listening), f"http://127.0.0.1:{listening.getsockname()[1]}"


async def _close(server: Any) -> None:
    await server.before_stop()
    await server.close()


async def _get(address: str, path: str = "/") -> int:
    """The status of a page; a page that hangs is an error."""
    limit = aiohttp.ClientTimeout(total=5)
    async with aiohttp.ClientSession(timeout=limit) as session, session.get(f"{address}{path}") as answer:
        return answer.status


async def test_attach_without_a_token_adds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """No token: no route, no task, not a word."""
    monkeypatch.delenv("TELEGRAM_TOKEN", raising=False)
    server, address = await _website(monkeypatch)
    statuses = (await _get(address), await _get(address, PATH))
    await _close(server)

    assert statuses == (200, 404)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("TELEGRAM_TOKEN", "7123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1", "TELEGRAM_ASSESSMENT_DONE"),
        ("TELEGRAM_TOKEN", "no token at all", "TELEGRAM_TOKEN"),
    ],
)
async def test_attach_wrong_setting_is_said_and_the_website_serves(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str, says: str
) -> None:
    """The operator reads one sentence; people are served."""
    server, address = await _website(monkeypatch, **{name: value})
    status = await _get(address)
    await _close(server)

    assert status == 200
    assert says in capsys.readouterr().err


@pytest.mark.parametrize("how", ["hangs", "is away", "knows no such token", "fails"])
async def test_attach_dead_telegram_neither_stops_nor_slows_the_website(
    monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Whatever Telegram does, the page is there at once, and the server ends when it is told to."""
    telegram = LocalTelegram()
    await telegram.start()
    telegram.hold = how == "hangs"
    if how == "fails":
        telegram.token = "3:another"
        from bot.channels.telegram.bot import TelegramBot

        monkeypatch.setattr(TelegramBot, "_connect", None)
    base = "http://127.0.0.1:1" if how == "is away" else telegram.base
    token = "2:nobody" if how == "knows no such token" else telegram.token
    server, address = await _website(monkeypatch, TELEGRAM_TOKEN=token, TELEGRAM_API_BASE=base)
    if how == "hangs":
        await until(lambda: bool(telegram.calls))
    statuses = [await _get(address) for _ in range(20)]
    await asyncio.wait_for(_close(server), 10)
    await telegram.stop()

    assert statuses == [200] * 20


async def test_attach_serves_telegram_beside_the_website(monkeypatch: pytest.MonkeyPatch) -> None:
    """One process is enough for both."""
    telegram = LocalTelegram()
    await telegram.start()
    server, address = await _website(monkeypatch, TELEGRAM_TOKEN=telegram.token, TELEGRAM_API_BASE=telegram.base)
    telegram.chats.say(SAM, "hello")
    await until(lambda: bool(said(telegram)))
    status = await _get(address)
    await _close(server)
    await telegram.stop()

    assert status == 200
    assert CALM["text"] in words_of(said(telegram))


async def test_attach_webhook_goes_to_the_websites_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """With an address for updates, the route is there and guarded."""
    telegram = LocalTelegram()
    await telegram.start()
    server, address = await _website(
        monkeypatch,
        TELEGRAM_TOKEN=telegram.token,
        TELEGRAM_API_BASE=telegram.base,
        TELEGRAM_WEBHOOK="https://bot.example.org",
    )
    await until(lambda: bool(telegram.called("setWebhook")))
    async with aiohttp.ClientSession() as session, session.post(f"{address}{PATH}", json=UPDATE) as answer:
        status = answer.status
    await _close(server)
    await telegram.stop()

    assert telegram.called("setWebhook")[0].params["url"] == f"https://bot.example.org{PATH}"
    assert status == 403
