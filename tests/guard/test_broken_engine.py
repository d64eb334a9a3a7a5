"""bot/guard.py: whatever stands behind it breaks, hangs or says nothing."""

from __future__ import annotations

import time
from typing import Any

import pytest

from bot.guard import EMERGENCY_LIMIT, LIMIT
from bot.wording import Wording
from tests.engines import CALM, Answering, Dying, Hanging, Raising, Silent, ask, text_of
from tests.guard.messages import CRIES, DANGER, WORRY, is_999_first

BROKEN = [Silent, Raising, Answering, lambda: Answering({"text": ""}), lambda: Dying(CALM)]


@pytest.mark.parametrize("engine", BROKEN)
async def test_answer_broken_engine_gives_last_resort(make: Any, wording: Wording, engine: Any) -> None:
    """Silent, raising, blank or dying half-way: the lines that answer at any hour are named."""
    assert wording.text("utter_line_last_resort") in text_of(await ask(make(engine()), WORRY))


@pytest.mark.parametrize("message", CRIES)
@pytest.mark.parametrize("engine", BROKEN)
async def test_answer_broken_engine_still_gives_the_emergency_reply(make: Any, engine: Any, message: str) -> None:
    """With everything behind it broken, a cry for help gets the 999 text of its kind first, and its payload."""
    guard = make(engine())
    heard = guard.listener.hear_now(message)
    replies = await ask(guard, message)

    assert replies[:2] == guard.emergency(heard.intent, heard.variant)


async def test_answer_dying_engine_keeps_what_was_said(make: Any) -> None:
    """What Rasa said before it died is still worth reading."""
    assert CALM["text"] in text_of(await ask(make(Dying(CALM)), WORRY))


@pytest.mark.parametrize(("message", "limit"), [(DANGER, EMERGENCY_LIMIT), (WORRY, LIMIT)])
async def test_answer_hanging_engine_is_not_waited_for(make: Any, message: str, limit: float) -> None:
    """After the limit, shorter once danger was heard, the answer comes without Rasa."""
    engine = Hanging()
    began = time.monotonic()
    replies = await ask(make(engine), message)

    assert time.monotonic() - began < limit + 3
    assert 0 < engine.limits[0] <= limit  # less what the reading took
    assert "999" in text_of(replies)


async def test_answer_within_two_seconds_by_its_limits() -> None:
    """The limits leave room for the rest of the turn within the 2 seconds that are promised."""
    assert EMERGENCY_LIMIT < LIMIT < 2.0


@pytest.mark.parametrize("too_long", [False, True])
def test_last_resort_begins_with_999(make: Any, too_long: bool) -> None:
    """A message that could not even be read is answered with 999 first."""
    assert is_999_first(make(Silent()).last_resort(too_long))
