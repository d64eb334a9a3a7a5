"""bot/guard.py: every text that the guard may have to say is there from the start."""

from __future__ import annotations

from typing import Any

import pytest

from bot.emergency import EmergencyRules, Verdict
from bot.guard import Guard
from bot.wording import Wording, WordingError
from tests.engines import Silent
from tests.guard.messages import is_999_first


def _plain(wording: Wording, verdict: Verdict, variant: str | None) -> str:
    return wording.text(f"utter_{verdict.intent}", {"emergency_variant": variant})


@pytest.mark.parametrize("intent", ["danger", "suicide", "child", "attack", "silent"])
def test_emergency_has_text_and_payload(make: Any, intent: str) -> None:
    """Each emergency has a text with 999 in its first line, and the payload of contract 4.3."""
    replies = make(Silent()).emergency(f"emergency_{intent}", None)

    assert is_999_first(replies)
    assert replies[1] == {"custom": {"type": "emergency", "intent": f"emergency_{intent}", "level": "now"}}


@pytest.mark.parametrize(
    "name",
    [
        *(
            f"utter_line_{n}"
            for n in ("last_resort", "empty", "opening", "possible_danger", "possible_suicide", "language")
        ),
        *(f"utter_line_{n}" for n in ("crisis", "too_long")),
        *(f"utter_emergency_{n}" for n in ("danger", "suicide", "child", "attack", "silent")),
    ],
)
def test_guard_missing_text_stops_the_start(rules: EmergencyRules, name: str) -> None:
    """A text that the guard may have to say, and that is not there, is noticed at the start and not at night."""
    wording = Wording()
    del wording._responses[name]

    with pytest.raises(WordingError, match=name):
        Guard(rules, wording, Silent())


def test_verdict_of_every_cue_has_a_text(rules: EmergencyRules, wording: Wording) -> None:
    """Each intent and variant that a cue may name has its own wording."""
    named = {Verdict(c.cue.level, c.intent, c.cue.variant) for c in rules._cues if c.cue.level == "now"}
    wrong = [v for v in named if v.variant and _plain(wording, v, None) == _plain(wording, v, v.variant)]

    assert named
    assert wrong == []
