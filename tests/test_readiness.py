"""bot/readiness.py: ready means that turns have given 999 and a route."""

from __future__ import annotations

from typing import Any

import pytest

from bot.rasa.engine import EngineNotReadyError
from bot.rasa.seal import UnusableModelError
from bot.readiness import sentence, why_not
from tests.engines import CALM, SIGNPOSTS, Answering, Hanging, Raising, Silent

EMERGENCY = {"custom": {"type": "emergency", "intent": "emergency_suicide", "level": "now"}}


async def test_why_not_is_none_for_999_and_a_route() -> None:
    """Both came; the test conversation is forgotten."""
    engine = Answering(CALM, EMERGENCY, SIGNPOSTS)

    assert await why_not(engine) is None
    assert engine.forgotten == [engine.turns[0].sender]


@pytest.mark.parametrize(
    "engine", [Silent, Raising, Hanging, lambda: Answering(EMERGENCY), lambda: Answering(CALM, SIGNPOSTS)]
)
async def test_why_not_says_why(engine: Any) -> None:
    """Silence, an error, a turn without end, no route, no 999."""
    why = await why_not(engine())

    assert why is not None
    assert why.endswith(".")


async def test_why_not_names_the_failure_to_load() -> None:
    """Not that the engine has none, but why."""
    engine = Raising()
    engine.failure = UnusableModelError("models/x is missing: run `make train`.")

    assert await why_not(engine) == "models/x is missing: run `make train`."


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (EngineNotReadyError("Rasa is still loading."), "Rasa is still loading."),
        (OSError(28, "No space left on device"), "Rasa failed (OSError: [Errno 28] No space left on device)."),
        (SystemExit(), "Rasa failed (SystemExit)."),
        (ValueError("a\nb" + "c" * 1000), "Rasa failed (ValueError: a)."),
    ],
)
def test_sentence_is_one_line(error: BaseException, said: str) -> None:
    """Ours as they are; those of others with their kind."""
    assert sentence(error) == said
