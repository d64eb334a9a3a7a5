"""What must hold under every fault: 999 first for an emergency within 1 s, an answer to anything within 2 s.

The promise is kept by the guard's limits, which are below these figures; what is measured here has slack for a machine
that runs other things besides.
"""

from __future__ import annotations

import time
from uuid import uuid4

from bot.guard import EMERGENCY_LIMIT, LIMIT, Guard
from bot.wording import Reply
from tests.engines import emergencies, text_of

SLACK = 3.0  # seconds
WORRY = "I gave my card details to a scammer"
HELLO = "hello"
EMERGENCIES = {
    "emergency_danger": "hes outside my door and he says hes going to kill me",
    "emergency_suicide": "I've taken all my tablets",
    "emergency_child": "my daughter is missing",
    "emergency_attack": "im going to stab him when he gets off the bus",
    "emergency_silent": "i cant speak hes in the next room and hes got a knife",
}


def is_999_first(replies: list[Reply]) -> bool:
    """True if the first bubble names 999 in its first line, and the answer is marked as an emergency."""
    return "999" in str(replies[0].get("text")).split("\n")[0] and bool(emergencies(replies))


async def timed(guard: Guard, text: str, sender: str, limit: float) -> list[Reply]:
    """One message, answered in time."""
    began = time.monotonic()
    replies = await guard.answer(text, sender)
    took = time.monotonic() - began

    assert took < limit + SLACK, f"{text!r}: {took:.1f} s"
    return replies


async def is_steady(guard: Guard, sender: str | None = None) -> None:
    """Asserts the steady state.

    Args:
        guard: With the fault behind it.
        sender: Whose conversation; by default a new one for each message.
    """
    for text in EMERGENCIES.values():
        replies = await timed(guard, text, sender or uuid4().hex, EMERGENCY_LIMIT)
        assert is_999_first(replies), f"{text!r}: {text_of(replies)!r}"
    for text in (WORRY, HELLO):
        assert text_of(await timed(guard, text, sender or uuid4().hex, LIMIT)).strip(), f"{text!r}: nothing to read"


async def is_well(guard: Guard, sender: str) -> None:
    """Asserts that a conversation gets its routes: nothing of the fault is left."""
    for _ in range(5):  # on a busy machine Rasa may take longer than the guard waits
        replies = await guard.answer(WORRY, sender)
        if any((reply.get("custom") or {}).get("type") == "signposts" for reply in replies):
            return
    raise AssertionError(f"no route: {text_of(replies)!r}")
