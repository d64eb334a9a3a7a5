"""The Telegram bot on the local Bot API server, for tests: connected, fast, and with somebody to write to it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

import msgspec
from sanic import Sanic

from bot.channels.telegram.bot import TelegramBot
from bot.channels.telegram.limits import Limiter
from bot.channels.telegram.settings import PATH, Settings
from bot.channels.telegram.webhook import add_route
from bot.directory.directory import Directory
from bot.directory.load import load
from bot.emergency import EmergencyRules
from bot.guard import Engine
from bot.telegram_demo.chats import Message
from bot.telegram_demo.server import LocalTelegram
from bot.wording import Wording

FAST = 1e6  # calls a second
SAM = 1001  # somebody's chat


@cache
def parts() -> tuple[EmergencyRules, Wording, Directory]:
    """Rules, words and directory, read once for all tests."""
    return EmergencyRules(), Wording(), load()


@asynccontextmanager
async def running(
    engine: Engine, webhook: bool = False, paced: bool = False, ready: Callable[[], bool] = lambda: True
) -> AsyncIterator[tuple[LocalTelegram, TelegramBot]]:
    """A local Bot API server and a bot on it.

    Args:
        engine: Rasa, or a stand-in.
        webhook: True if updates are brought to a Sanic server, False if the bot asks for them.
        paced: True if server and bot keep Telegram's pace.
        ready: Tells whether Rasa is loaded.

    Yields:
        Both, connected.
    """
    telegram = LocalTelegram(paced=paced)
    await telegram.start()
    settings = Settings(token=telegram.token, base=telegram.base, secret="a-secret-of-this-test")
    listening = socket.create_server(("127.0.0.1", 0))
    if webhook:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}{PATH}"
        settings = msgspec.structs.replace(settings, webhook=address)
    limiter = None if paced else Limiter(overall=FAST, per_chat=0.0)
    rules, wording, directory = parts()
    bot = TelegramBot(settings, rules, wording, engine, ready, limiter, directory=directory)
    server = await _serve(bot, listening) if webhook else None
    task = asyncio.get_running_loop().create_task(bot.run())
    try:
        yield telegram, bot
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await bot.stop()
        if server is not None:
            await server.close()
        listening.close()
        await telegram.stop()


async def _serve(bot: TelegramBot, listening: socket.socket) -> Any:
    """The webhook on a server of its own."""
    app = Sanic(f"telegram{listening.getsockname()[1]}", configure_logging=False)
    add_route(app, bot)
    return await serve_app(app, listening)


async def serve_app(app: Sanic, listening: socket.socket) -> Any:
    """Starts a Sanic app in this loop, its listeners included."""
    before = Sanic.test_mode
    Sanic.test_mode = True  # Sanic rewrites its own methods at the start, and without this only once a process
    try:
        server = await app.create_server(sock=listening, return_asyncio_server=True)
        await server.startup()
        await server.before_start()
        await server.start_serving()
        await server.after_start()
    finally:
        Sanic.test_mode = before
    return server


async def settle(telegram: LocalTelegram, bot: TelegramBot) -> None:
    """Waits until the bot has taken every update and answered it."""
    while telegram.updates.waiting:  # noqa: ASYNC110  # the bot takes them, nothing tells when
        await asyncio.sleep(0.002)
    await bot.idle()


async def until(check: Callable[[], bool], seconds: float = 10.0) -> None:
    """Waits until something holds.

    Raises:
        AssertionError: If it does not, in time.
    """
    for _ in range(int(seconds / 0.01)):
        if check():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not happen in time")


def said(telegram: LocalTelegram, chat: int = SAM) -> list[Message]:
    """What the bot has said in a chat and not deleted."""
    return [message for message in telegram.chats.open(chat).messages.values() if message.mine]


def words_of(messages: list[Message]) -> str:
    """All that these messages say."""
    return "\n".join(message.text for message in messages)


async def say(telegram: LocalTelegram, bot: TelegramBot, text: str = "", **more: Any) -> list[Message]:
    """Somebody writes; what the bot then says."""
    before = {message.number for message in said(telegram)}
    telegram.chats.say(SAM, text, **more)
    await settle(telegram, bot)
    return [message for message in said(telegram) if message.number not in before]
