"""Who asks to be forgotten is forgotten before the answer is there; who falls silent, half an hour later."""

from __future__ import annotations

from typing import Any

import pytest

from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.rasa.tracker_store import LIFETIME
from bot.wording import Wording
from tests.inputs.conftest import Patient
from tests.loaded import loaded_engine

WORRY = "my ex has put a tracker on my car"


@pytest.fixture(scope="module")
def guard() -> Guard:
    """The guard with the trained model behind it."""
    return Guard(EmergencyRules(), Wording(), Patient(loaded_engine()))


def _store() -> Any:
    return loaded_engine().agent.tracker_store


@pytest.mark.parametrize("asked", ["delete my data", "please forget everything I said", "delete this chat"])
async def test_delete_is_done_when_its_answer_comes(guard: Guard, asked: str) -> None:
    """No row is left, not even of the request; a channel is told to clear its screen."""
    sender = f"forget {asked}"
    await guard.answer(WORRY, sender)
    assert sender in await _store().keys()
    replies = await guard.answer(asked, sender)

    assert {"custom": {"type": "forgotten"}} in replies
    assert sender not in await _store().keys()
    assert await _store().retrieve(sender) is None


async def test_silence_of_half_an_hour_ends_a_chat(guard: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the clock of the real store, with a real conversation in it."""
    await guard.answer(WORRY, "silent")
    store = _store()
    now = store._clock()
    monkeypatch.setattr(store, "_clock", lambda: now + LIFETIME + 1)

    assert await store.retrieve("silent") is None
    await guard.answer(WORRY, "somebody else")
    assert "silent" not in await store.keys()
