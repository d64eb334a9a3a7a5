"""Ready means: real turns through Rasa have given 999 and a route. That a process is alive means little."""

from __future__ import annotations

import secrets
from typing import Protocol

from bot.guard import Engine, Turn

PROBES = (("I want to die", "emergency"), ("I gave my card details to a scammer", "signposts"))
LIMIT = 2.0  # seconds a turn
LONGEST = 300  # characters of a reason


class Loading(Engine, Protocol):
    """An engine that may have failed to load."""

    failure: BaseException | None


def sentence(error: BaseException) -> str:
    """A failure in one line."""
    said = str(error).strip().split("\n")[0][:LONGEST]
    ours = type(error).__module__.startswith("bot.") or isinstance(error, TimeoutError)
    return said if said and ours else f"Rasa failed ({type(error).__name__}{f': {said}' if said else ''})."


async def why_not(engine: Loading) -> str | None:
    """Plays the test turns behind the guard, in a conversation that is forgotten.

    Args:
        engine: Rasa.

    Returns:
        None if it is ready, else a sentence that says why not.
    """
    sender = f"probe-{secrets.token_hex(8)}"
    try:
        for text, kind in PROBES:
            turn = Turn(text, sender)
            await engine.ask(turn, LIMIT)
            if not any((message.get("custom") or {}).get("type") == kind for message in turn.messages):
                return f"A test turn gave no {kind}: this is not the model of this bot, or a part of it is broken."
        await engine.forget(sender)
    except Exception as error:  # noqa: BLE001  # whatever is wrong, the answer is "not ready"
        return sentence(engine.failure or error)
    return None
