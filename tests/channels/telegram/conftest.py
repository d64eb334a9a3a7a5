"""A bot on the local Bot API server with a stand-in for Rasa."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram.bot import TelegramBot
from bot.telegram_demo.server import LocalTelegram
from tests.engines import CALM, Answering
from tests.telegram import running

World = tuple[LocalTelegram, TelegramBot]


@pytest.fixture
async def world() -> AsyncIterator[World]:
    """Server and bot, connected by polling; every message gets the same calm answer."""
    async with running(Answering(CALM)) as both:
        yield both
