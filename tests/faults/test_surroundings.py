"""A clock that jumps, and words that are gone (T35, T39); disk and network are in test_process.py."""

from __future__ import annotations

import time
from pathlib import Path
from uuid import uuid4

import pytest

from bot import clock
from bot.guard import Guard
from bot.rasa.engine import RasaEngine
from bot.wording import read_yaml
from tests.faults.steady import WORRY, is_steady, is_well

DAY = 24 * 3600


@pytest.mark.parametrize("jump", [DAY, -DAY, 400 * DAY, -20_000 * DAY])
async def test_clock_that_jumps_in_a_conversation_costs_no_answer(
    guard: Guard, monkeypatch: pytest.MonkeyPatch, jump: int
) -> None:
    """A day ahead or back, a year, to before computers; back again it is the same conversation, and well."""
    sender, now = uuid4().hex, time.time
    await guard.answer(WORRY, sender)
    monkeypatch.setattr(time, "time", lambda: now() + jump)
    await is_steady(guard, sender)
    monkeypatch.undo()

    await is_steady(guard, sender)
    await is_well(guard, sender)


@pytest.mark.parametrize(
    "moment", ["2026-03-29T01:30:00+00:00", "2026-10-25T01:30:00+00:00", "1970-01-01T00:00:00+00:00"]
)
async def test_clock_at_an_odd_moment_costs_no_answer(
    guard: Guard, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """The hours when clocks change, and a machine that has lost its clock."""
    monkeypatch.setenv(clock.VARIABLE, moment)

    await is_steady(guard)


@pytest.mark.parametrize("text", ["", "   ", None])
async def test_texts_that_are_gone_cost_no_answer(
    guard: Guard, engine: RasaEngine, monkeypatch: pytest.MonkeyPatch, text: str | None
) -> None:
    """Every response of Rasa's generator empty, blank or missing: the guard has its own, read at the start."""
    names = engine.agent.nlg.responses if text is not None else ()
    monkeypatch.setattr(engine.agent.nlg, "responses", {name: [{"text": text}] for name in names})

    await is_steady(guard)


def test_only_guarded_channels_are_configured() -> None:
    """`rasa run` opens what credentials.yml names: nothing that has no guard in front, such as Rasa's own socket.io."""
    channels = read_yaml(Path("credentials.yml"))

    assert set(channels) <= {"bot.channels.rest.GuardedRest", "bot.channels.web.GuardedWeb"}
