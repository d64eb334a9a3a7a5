"""Takes updates that Telegram brings to the server of `make run`, and starts and ends the bot with it."""

from __future__ import annotations

import asyncio
import hmac
import sys

from sanic import Sanic, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.telegram.bot import TelegramBot, WrongTokenError
from bot.channels.telegram.settings import PATH
from bot.operations import logs

HEADER = "X-Telegram-Bot-Api-Secret-Token"
MOST_BYTES = 256 * 1024  # a long message that answers another long one, with every sign escaped, has some 100 kB


def add_route(app: Sanic, bot: TelegramBot) -> None:
    """Adds the webhook to a server.

    Args:
        app: The server.
        bot: Takes the updates.
    """
    app.config.REQUEST_MAX_SIZE = max(app.config.REQUEST_MAX_SIZE, MOST_BYTES)
    secret = bot.settings.secret.encode()

    async def webhook(request: Request) -> HTTPResponse:
        """Acknowledges before the work: Telegram would send again what it has to wait for."""
        shown = request.headers.get(HEADER, "").encode(errors="replace")
        if not secret or not hmac.compare_digest(shown, secret):
            return response.empty(status=403)
        if bot.full:
            return response.empty(status=503)  # Telegram brings it again
        try:
            body = request.json
        except SanicException:
            body = None  # from Telegram, and yet no JSON: sent again, it would be none either
        bot.accept(body)
        return response.empty(status=200)

    app.add_route(webhook, PATH, methods=["POST"], name="telegram_webhook")


def run_with(app: Sanic, bot: TelegramBot) -> None:
    """Starts the bot behind a server's start and ends it with the server. Whatever it does, the server goes on.

    Args:
        app: The server.
        bot: The bot.
    """
    running: list[asyncio.Task[None]] = []

    async def run() -> None:
        try:
            await bot.run()
        except WrongTokenError as error:
            logs.say(f"{error} The website goes on.", sys.stderr)
        except Exception as error:  # noqa: BLE001  # the website must not notice
            logs.say(f"Telegram stopped ({type(error).__name__}). The website goes on.", sys.stderr)

    async def started(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        running.append(loop.create_task(run()))

    async def stopping(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await bot.stop()

    app.register_listener(started, "after_server_start")
    app.register_listener(stopping, "before_server_stop")
    if bot.settings.webhook is not None:
        add_route(app, bot)
