"""A guard before whatever engine a test wants."""

from __future__ import annotations

from typing import Any

import pytest

from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.wording import Wording


@pytest.fixture
def make(rules: EmergencyRules, wording: Wording) -> Any:
    """Puts a guard before an engine."""
    return lambda engine: Guard(rules, wording, engine)
