"""Rasa with the trained model, loaded once for all tests that talk to it in this process."""

from __future__ import annotations

import time
from functools import cache

import pytest

from bot.rasa.engine import RasaEngine
from bot.rasa.load import load_agent

LOADING = 120.0  # seconds; a model that takes longer will never be there


def _why(failure: BaseException | None) -> str:
    """A failure and what it came of."""
    return f"{failure} {_why(failure.__cause__)}".strip() if failure is not None else ""


@cache
def loaded_engine() -> RasaEngine:
    """The engine; without a model the tests say how to make one."""
    engine = RasaEngine(load_agent)
    until = time.monotonic() + LOADING
    while engine.agent is None and engine.failure is None and time.monotonic() < until:
        time.sleep(0.05)
    if engine.agent is None:
        pytest.fail(_why(engine.failure) or "Rasa did not load in two minutes.", pytrace=False)
    return engine
