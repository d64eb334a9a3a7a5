"""bot/listening.py: nobody waits because somebody else writes much, and what is not read in time is possible danger."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from bot import listening
from bot.emergency import EmergencyRules, Verdict
from bot.listening import SHORT, UNREAD, Listener

LONG = "lorem ipsum. " * SHORT
CRY = "I've taken all my tablets"
HEARD = Verdict("now", "emergency_danger")


async def test_hear_reads_short_and_long(rules: EmergencyRules, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same is heard in either way."""
    monkeypatch.setattr(listening, "LIMIT", 30.0)
    listener = Listener(rules.assess)
    short, long = await listener.hear(CRY), await listener.hear(LONG + CRY)

    assert short == long == rules.assess(CRY)
    assert await listener.hear(LONG) is await listener.hear("hello") is None


async def test_hear_long_message_lets_others_be_answered() -> None:
    """While one long message is being read, however long it takes, short ones are heard."""
    free = threading.Event()
    listener = Listener(lambda text: HEARD if len(text) <= SHORT or free.wait(30) else None)
    reading = asyncio.create_task(listener.hear(LONG))
    await asyncio.sleep(0.05)

    assert await listener.hear(CRY) == HEARD
    assert not reading.done()
    free.set()
    assert await reading == HEARD


async def test_hear_not_read_in_time_is_possible_danger(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line about 999 first, rather than a person who waits."""
    monkeypatch.setattr(listening, "LIMIT", 0.05)
    free = threading.Event()
    heard = await Listener(lambda text: free.wait(30) and None).hear(LONG)
    free.set()

    assert heard == UNREAD
    assert UNREAD.level == "possible"


@pytest.mark.parametrize("text", [CRY, LONG])
async def test_hear_rules_that_raise_are_possible_danger(text: str) -> None:
    """A fault in the rules themselves costs nobody the line."""

    def fail(text: str) -> Any:
        raise RecursionError

    assert await Listener(fail).hear(text) == UNREAD


def test_limit_leaves_time_for_the_answer() -> None:
    """Reading is part of the second that is promised."""
    from bot.guard import EMERGENCY_LIMIT

    assert listening.LIMIT < EMERGENCY_LIMIT
