"""Plays every story file through the Telegram channel, by polling and by webhook, on the local Bot API server."""

from __future__ import annotations

import asyncio

import pytest

from bot.directory.directory import Directory
from tests.stories.player import FOLDER, Listener, read
from tests.stories.telegram_player import play_on_telegram
from tests.telegram import running

FILES = sorted(FOLDER.glob("test_*.yml"))


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
def test_stories_end_well_on_telegram(webhook: bool, listener: Listener, directory: Directory) -> None:
    """Every turn of every story is answered as the story wants, in Telegram's manners, and nothing is refused."""

    async def all_stories() -> list[str]:
        faults: list[str] = []
        async with running(listener, webhook) as (telegram, bot):
            for path in FILES:
                for story in read(path):
                    place = f"{path.stem} {webhook}"  # both ways share one Rasa, and must share no conversation
                    faults += await play_on_telegram(story, telegram, bot, listener, directory, place)
            refused = {f"{call.method}: {call.description}" for call in telegram.calls if call.status not in (0, 200)}
            ways = (bool(telegram.updates.brought), bool(telegram.called("getUpdates")))
        assert ways == (webhook, not webhook)
        return [*faults, *refused]

    faults = asyncio.run(all_stories())

    if faults:
        pytest.fail("\n".join([f"{len(faults)} turns went wrong", *faults]), pytrace=False)
