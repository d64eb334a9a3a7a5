"""The one door between `make run` and Telegram; without a token it stays shut and costs nothing."""

from __future__ import annotations

import sys

from sanic import Sanic

from bot.channels.telegram import settings
from bot.emergency import EmergencyRules
from bot.operations import logs
from bot.rasa.engine import RasaEngine
from bot.wording import Wording


def attach(app: Sanic, rules: EmergencyRules, wording: Wording, engine: RasaEngine) -> None:
    """Serves Telegram beside the website if the operator has set it up; if that is wrong, says so and goes on without.

    Args:
        app: The server of `make run`.
        rules: As for the guard.
        wording: The same.
        engine: Rasa.
    """
    try:
        given = settings.read()
        if given is None:
            return
        from bot.channels.telegram.bot import TelegramBot
        from bot.channels.telegram.webhook import run_with

        run_with(app, TelegramBot(given, rules, wording, engine, engine.loaded.is_set))
    except ValueError as error:
        logs.say(f"{error} The website goes on.", sys.stderr)
