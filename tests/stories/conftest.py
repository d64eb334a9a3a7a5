"""One loaded model for all stories."""

from __future__ import annotations

import pytest

from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.wording import Wording
from tests.loaded import loaded_engine
from tests.stories.player import Listener


@pytest.fixture(scope="session")
def listener() -> Listener:
    """Rasa with the trained model and the actions; without a model all stories say how to make one."""
    return Listener(loaded_engine())


@pytest.fixture(scope="session")
def guard(listener: Listener) -> Guard:
    """The guard that every channel asks."""
    return Guard(EmergencyRules(), Wording(), listener)
