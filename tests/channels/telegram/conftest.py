"""A bot on the local Bot API server with a stand-in for Rasa."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.channels.telegram.bot import TelegramBot
from bot.channels.telegram.report import Report
from bot.channels.telegram.settings import Settings
from bot.emergency import EmergencyRules
from bot.telegram_demo.server import LocalTelegram
from bot.wording import Wording
from tests.engines import CALM, Answering, Silent
from tests.telegram import running

World = tuple[LocalTelegram, TelegramBot]


@pytest.fixture
async def world() -> AsyncIterator[World]:
    """Server and bot, connected by polling; every message gets the same calm answer."""
    async with running(Answering(CALM)) as both:
        yield both


@pytest.fixture
async def telegram() -> AsyncIterator[LocalTelegram]:
    """A local Bot API server with one chat."""
    server = LocalTelegram(paced=False)
    await server.start()
    server.chats.open(1)
    yield server
    await server.stop()


class Heard(Report):
    """Keeps what the operator would read."""

    def __init__(self) -> None:
        super().__init__()
        self.sentences: list[str] = []

    def say(self, sentence: str) -> None:
        """Notes a sentence."""
        self.sentences.append(sentence)


def make_bot(telegram: LocalTelegram, engine: Silent, report: Report | None = None, **more: Any) -> TelegramBot:
    """A bot on a server, not yet running."""
    given = Settings(token=more.pop("token", telegram.token), base=telegram.base, **more)
    return TelegramBot(given, EmergencyRules(), Wording(), engine, report=report)
