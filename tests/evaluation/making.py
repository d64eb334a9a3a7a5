"""Outcomes made by hand."""

from __future__ import annotations

from typing import Any

from bot.evaluation.data import Message
from bot.evaluation.outcome import Outcome

CONCERNS = frozenset({"fraud", "sextortion", "wellbeing"})
MESSAGE_FIELDS = {"accept", "second", "slice", "audience", "area", "platform", "service", "age", "tagged"}


def made(label: str, intent: str | None = None, text: str = "words", **more: Any) -> Outcome:
    """A message of a label, understood as an intent; by default rightly, and with the level that goes with it."""
    message = Message(text=text, label=label, level=more.pop("due", None))
    for name in MESSAGE_FIELDS & set(more):
        setattr(message, name, more.pop(name))
    intent = intent or label
    danger = intent.startswith("emergency_")
    values = {
        "guess": intent,
        "confidence": 0.9,
        "level": "now" if danger else "none",
        "kind": intent if danger else None,
        "worries": () if danger else (intent,),
    }
    for heard in ("audience", "age", "areas", "platforms", "services"):
        if f"heard_{heard}" in more:
            values[heard] = more.pop(f"heard_{heard}")
    return Outcome(message=message, intent=intent, **(values | more))
