"""The real thing in this process: guard, Rasa with the trained model, actions; a fault is put in and taken out again."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.rasa.engine import RasaEngine
from bot.wording import Wording
from tests.loaded import loaded_engine

PATIENCE = 20.0  # seconds for turns that were given up to come to their end


@pytest.fixture
def engine() -> Iterator[RasaEngine]:
    """Rasa, with nothing going on in it before and after."""
    running = loaded_engine()
    yield running
    until = time.monotonic() + PATIENCE
    while running._started and time.monotonic() < until:
        time.sleep(0.02)
    assert not running._started, "a turn of this test still runs"


@pytest.fixture
def guard(rules: EmergencyRules, wording: Wording, engine: RasaEngine) -> Guard:
    """The guard in front of it."""
    return Guard(rules, wording, engine)
