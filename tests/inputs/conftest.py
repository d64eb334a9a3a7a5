"""The trained model behind the guard, with time enough on a busy machine, and whatever it raises kept to be looked at."""

from __future__ import annotations

import pytest

from bot.emergency import EmergencyRules
from bot.guard import Guard, Turn
from bot.rasa.engine import RasaEngine
from bot.wording import Wording
from tests.loaded import loaded_engine

PATIENCE = 60.0  # seconds for a turn


class Patient:
    """Rasa, given time."""

    def __init__(self, engine: RasaEngine) -> None:
        """Stands before a loaded engine."""
        self._engine = engine
        self.raised: list[BaseException] = []

    async def ask(self, turn: Turn, limit: float) -> None:
        """Plays a turn; an exception is kept, and goes on to the guard."""
        try:
            await self._engine.ask(turn, PATIENCE)
        except BaseException as error:
            self.raised.append(error)
            raise

    async def forget(self, sender: str) -> None:
        """Forgets a conversation."""
        await self._engine.forget(sender)


@pytest.fixture(scope="session")
def patient() -> Patient:
    """One for all turns."""
    return Patient(loaded_engine())


@pytest.fixture(scope="session")
def guard(patient: Patient) -> Guard:
    """The guard before it."""
    return Guard(EmergencyRules(), Wording(), patient)
