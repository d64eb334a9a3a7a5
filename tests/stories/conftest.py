"""One loaded model for all stories."""

from __future__ import annotations

import time

import pytest

from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.rasa.engine import RasaEngine
from bot.rasa.load import load_agent
from bot.wording import Wording
from tests.stories.player import Listener

LOADING = 120.0  # seconds; a model that takes longer will never be there


def _why(failure: BaseException | None) -> str:
    """A failure and what it came of."""
    return f"{failure} {_why(failure.__cause__)}".strip() if failure is not None else ""


@pytest.fixture(scope="session")
def listener() -> Listener:
    """Rasa with the trained model and the actions; without a model all stories say how to make one."""
    engine = RasaEngine(load_agent)
    until = time.monotonic() + LOADING
    while engine.agent is None and engine.failure is None and time.monotonic() < until:
        time.sleep(0.05)
    if engine.agent is None:
        pytest.fail(_why(engine.failure) or "Rasa did not load in two minutes.", pytrace=False)
    return Listener(engine)


@pytest.fixture(scope="session")
def guard(listener: Listener) -> Guard:
    """The guard that every channel asks."""
    return Guard(EmergencyRules(), Wording(), listener)
