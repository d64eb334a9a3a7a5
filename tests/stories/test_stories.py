"""Plays every story file through the guard, Rasa and the actions, and shows all that went wrong."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.guard import Guard
from tests.stories.player import FOLDER, Listener, play, read

FILES = sorted(FOLDER.glob("test_*.yml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem.removeprefix("test_"))
def test_stories_end_well(path: Path, guard: Guard, listener: Listener) -> None:
    """Every turn is understood, answered by the right actions and in the words that the story wants."""

    async def all_stories() -> list[str]:
        return [fault for story in read(path) for fault in await play(story, guard, listener, path.stem)]

    faults = asyncio.run(all_stories())

    if faults:
        pytest.fail("\n".join([f"{path}: {len(faults)} turns went wrong", *faults]), pytrace=False)
