"""`make telegram`: the bot by polling, without a website."""

from __future__ import annotations

import asyncio
import os
import signal
import sys

import msgspec

from bot.channels.telegram import settings
from bot.channels.telegram.bot import TelegramBot
from bot.emergency import EmergencyRules
from bot.operations import logs
from bot.operations import settings as operations
from bot.operations.metrics import METRICS
from bot.rasa.engine import RasaEngine
from bot.rasa.load import load_agent
from bot.wording import Wording

STUCK_EXIT = 70  # as in bot/serve.py


async def _watch(engine: RasaEngine) -> None:
    """Says when Rasa is there or why it is not; ends a process whose Rasa hangs for good."""
    await asyncio.to_thread(engine.loaded.wait)
    failed = f"Only 999 and 24-hour lines are answered: {engine.failure}"
    logs.say("Ready." if engine.failure is None else failed, sys.stderr)
    await engine.until_stuck()
    logs.say("A turn hangs for good; ending so that the bot can be started again.", sys.stderr)
    os._exit(STUCK_EXIT)


async def serve(bot: TelegramBot, engine: RasaEngine) -> None:
    """Runs the bot until the process is told to end, then finishes what it has begun.

    Args:
        bot: The bot.
        engine: Rasa behind it.

    Raises:
        WrongTokenError: If Telegram does not know the token.
    """
    loop = asyncio.get_running_loop()
    running, watching = loop.create_task(bot.run()), loop.create_task(_watch(engine))
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, running.cancel)
    try:
        await running
    except asyncio.CancelledError:
        logs.say("Finishing the answers that have begun.", sys.stderr)
    finally:
        watching.cancel()
        await bot.stop()


def run() -> None:
    """Runs the bot.

    Raises:
        settings.SettingsError: If there is no token, or something is set wrongly.
    """
    given = settings.read()
    if given is None:
        raise settings.SettingsError(
            f"Set {settings.TOKEN} to the token from BotFather (docs/telegram.md), or run `make telegram-demo`."
        )
    operation = operations.read()
    logs.start(operation.log_level)
    parts = EmergencyRules(), Wording()
    engine = RasaEngine(load_agent)
    METRICS.watch_model(lambda: engine.loaded.is_set() and engine.failure is None)
    METRICS.serve(operation.metrics_host, operation.metrics_port)
    polling = msgspec.structs.replace(given, webhook=None)
    asyncio.run(serve(TelegramBot(polling, *parts, engine, engine.loaded.is_set), engine))
