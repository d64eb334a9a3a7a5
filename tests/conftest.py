"""What most tests share: the real data, read once, and a clock that stands still."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from bot.clock import LONDON, VARIABLE
from bot.directory.directory import Directory
from bot.directory.load import load
from bot.emergency import EmergencyRules
from bot.wording import Wording
from tests.safety import hazards

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The same examples at every run: a red build must be red again when somebody looks at it.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=True,
    max_examples=80,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """A full run fails if a hazard of docs/safety/hazards.yml has no passing test."""
    hazards.watch(config)


@pytest.fixture(scope="session")
def rules() -> EmergencyRules:
    """The real cues."""
    return EmergencyRules()


@pytest.fixture(scope="session")
def wording() -> Wording:
    """The real responses."""
    return Wording()


@pytest.fixture(scope="session")
def directory() -> Directory:
    """The real directory."""
    return load()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium. For one module only: the sync API would get in the way of asyncio tests elsewhere."""
    from tests.browser import open_browser  # only here: most runs need no browser

    with open_browser() as chromium:
        yield chromium


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], dt.datetime]:
    """Stops the clock at an ISO time."""

    def stop(moment: str) -> dt.datetime:
        monkeypatch.setenv(VARIABLE, moment)
        return dt.datetime.fromisoformat(moment).astimezone(LONDON)

    return stop
