"""The server with two sites that may use the widget."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.wording import Wording
from tests.engines import CALM, SIGNPOSTS, Answering
from tests.houses import House, Switch, open_house

SITE = "https://www.example.org"


@pytest.fixture(scope="module")
def _running(rules: EmergencyRules, wording: Wording) -> Iterator[House]:
    switch = Switch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WIDGET_ORIGINS", f"{SITE} https://other.example.org")
        patch.setenv("WIDGET_CONTACT_NAME", 'The "lead"')
        patch.setenv("WIDGET_CONTACT_HREF", "mailto:dsl@example.org")
        with open_house(Guard(rules, wording, switch), switch) as house:
            yield house


@pytest.fixture
def house(_running: House) -> House:
    """With a fresh engine that answers calmly."""
    _running.switch.engine = Answering(CALM, SIGNPOSTS)
    return _running
