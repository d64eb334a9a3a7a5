"""bot/rasa/: every departure from stock Rasa, against stock Rasa itself; a Rasa that changes under it shows here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.stories.player import FOLDER, USUAL_NOW, read

LONG = 40  # turns; the quiet store has trimmed by then, several times
Turns = list[list[dict[str, Any]]]


def _chats() -> list[list[str]]:
    """What people type in every other story, and a long chat of what they type in the rest."""
    stories = [story for file in sorted(Path(FOLDER).glob("test_*.yml")) for story in read(file)]
    chats = [[step.text for step in story.steps] for story in stories]
    rest = [text for chat in chats[1::2] for text in chat]
    return [*chats[::2], rest[:LONG]]


def _played(runtime: str, chats: list[list[str]], folder: Path) -> Turns:
    file = folder / f"{runtime}.json"
    done = subprocess.run(
        [sys.executable, "-m", "tests.rasa.turns", runtime, str(file)],
        input=json.dumps(chats),
        env={**os.environ, "SIGNPOST_NOW": USUAL_NOW},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    played: Turns = json.loads(file.read_text(encoding="utf-8"))
    return played


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[list[str]], Turns, Turns]:
    """The chats, and what stock Rasa and the runtime that serves made of them."""
    chats, folder = _chats(), tmp_path_factory.mktemp("runtimes")
    with ThreadPoolExecutor() as pool:
        stock, lean = pool.map(lambda runtime: _played(runtime, chats, folder), ("stock", "lean"))
    return chats, stock, lean


def _differences(both: tuple[list[list[str]], Turns, Turns], what: str) -> list[str]:
    chats, stock, lean = both
    return [
        f"{text!r}: stock {theirs[what]}, ours {ours[what]}"
        for chat, one, other in zip(chats, stock, lean, strict=True)
        for text, theirs, ours in zip(chat, one, other, strict=True)
        if theirs[what] != ours[what]
    ]


def test_there_are_chats_to_compare(both: tuple[list[list[str]], Turns, Turns]) -> None:
    """A comparison of nothing would find no difference."""
    chats, _, lean = both

    assert len(chats) > 20
    assert len(lean[-1]) == LONG


def test_intents_are_those_of_stock_rasa(both: tuple[list[list[str]], Turns, Turns]) -> None:
    """The plain runner gives each component what dask gives it."""
    assert _differences(both, "intent") == []


def test_actions_are_those_of_stock_rasa(both: tuple[list[list[str]], Turns, Turns]) -> None:
    """The quick rules predict the same actions, as surely, and under the policy's own name."""
    assert _differences(both, "actions") == []


def test_slots_are_those_of_stock_rasa(both: tuple[list[list[str]], Turns, Turns]) -> None:
    """Local actions set what an action server's would; trimming forgets no slot."""
    assert _differences(both, "slots") == []


def test_replies_are_those_of_stock_rasa(both: tuple[list[list[str]], Turns, Turns]) -> None:
    """What the person reads is the same to the letter."""
    assert _differences(both, "messages") == []
