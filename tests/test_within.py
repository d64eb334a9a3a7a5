"""bot/within.py: what a message means within a chat."""

from __future__ import annotations

from typing import Any

import pytest

from bot.within import within


def _parse(text: str, intent: str, level: str = "none") -> dict[str, Any]:
    return {"text": text, "intent": {"name": intent, "confidence": 0.4}, "emergency": {"level": level}}


@pytest.mark.parametrize(
    ("concern", "text", "intent", "meant"),
    [
        ("fraud", "yesterday", "find_session", "give_audience"),
        ("nudes_under18", "do i look at the pictures", "offer_image", "ask_steps"),
        ("nudes_under18", "can i send you the picture", "offer_image", "offer_image"),
        (None, "do i look at the pictures", "offer_image", "offer_image"),
        (None, "yesterday", "find_session", "find_session"),
        ("fraud", "i want to die", "emergency_suicide", "emergency_suicide"),
    ],
)
def test_within_a_chat_words_mean_what_was_talked_of(concern: str | None, text: str, intent: str, meant: str) -> None:
    """Nothing else of the parse changes."""
    parse = _parse(text, intent)

    assert within(concern, parse) == {**parse, "intent": {"name": meant, "confidence": 0.4}}


def test_within_a_chat_danger_stays_danger() -> None:
    """Whatever was talked of before."""
    parse = _parse("he is here", "emergency_danger", "now")

    assert within("fraud", parse) == parse
