"""bot/evaluation/outcome.py: what counts as right."""

from __future__ import annotations

from typing import Any

import pytest

from bot.evaluation.data import TAGS, Message
from bot.evaluation.outcome import outcome
from tests.evaluation.making import made

PARSE: dict[str, Any] = {
    "intent": {"name": "nlu_fallback", "confidence": 0.8},
    "intent_ranking": [
        {"name": "nlu_fallback", "confidence": 0.8},
        {"name": "fraud", "confidence": 0.2},
        {"name": "wellbeing", "confidence": 0.1},
    ],
    "emergency": {"level": "possible", "intent": "emergency_suicide", "score": 0.2},
    "found": {
        "audience": "child",
        "area": ["derbyshire"],
        "platform": ["roblox"],
        "service": ["childline"],
        "age": "under_18",
    },
}


def test_outcome_takes_the_classifiers_own_confidence() -> None:
    """Not that of the fallback, which stands before it in the ranking."""
    result = outcome(Message(text="words", label="fraud"), PARSE)

    assert (result.intent, result.guess, result.confidence) == ("nlu_fallback", "fraud", 0.2)
    assert (result.level, result.kind) == ("possible", "emergency_suicide")
    assert [sorted(result.found(name)) for name in TAGS] == [
        ["child"],
        ["derbyshire"],
        ["roblox"],
        ["childline"],
        ["under_18"],
    ]


def test_outcome_without_worries_has_the_intent_alone() -> None:
    """An empty list of worries is something else: it is kept."""
    message = Message(text="words", label="fraud")

    assert outcome(message, PARSE).worries == ("nlu_fallback",)
    assert outcome(message, PARSE | {"worries": []}).worries == ()


def test_outcome_of_a_message_without_words() -> None:
    """No ranking, no guess."""
    result = outcome(Message(text="!!", label="out_of_scope"), {"intent": {"name": "nlu_fallback"}})

    assert (result.guess, result.confidence, result.level) == ("nlu_fallback", 0.0, "none")


@pytest.mark.parametrize(
    ("label", "intent", "more", "right"),
    [
        ("fraud", "fraud", {}, True),
        ("fraud", "wellbeing", {}, False),
        ("fraud", "wellbeing", {"accept": ("wellbeing",)}, True),
        ("fraud", "wellbeing", {"second": "wellbeing"}, True),
        ("emergency_danger", "fraud", {"second": "fraud"}, False),
        ("emergency_danger", "fraud", {"level": "possible", "kind": "emergency_danger"}, True),
        ("emergency_danger", "fraud", {"level": "possible", "kind": "emergency_child"}, False),
        ("emergency_danger", "fraud", {"level": "none", "kind": "emergency_danger"}, False),
        ("fraud", "emergency_danger", {}, False),
    ],
)
def test_outcome_is_right(label: str, intent: str, more: dict[str, Any], right: bool) -> None:
    """The label, another that fits, the lesser of two worries; an emergency also by its kind at level possible."""
    result = made(label, intent, **more)

    assert result.is_right is right
    assert (result.credited == label) is right


def test_outcome_missed_and_false_alarm() -> None:
    """Missed is level none; a false alarm is level now."""
    assert made("emergency_danger", "fraud").is_missed
    assert not made("emergency_danger", "fraud", level="possible").is_missed
    assert made("fraud", "emergency_danger").is_false_alarm
    assert not made("fraud", level="possible").is_false_alarm
