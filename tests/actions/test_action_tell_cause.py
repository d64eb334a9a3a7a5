"""actions/action_tell_cause.py: after a suicidal crisis, help with what caused it."""

from __future__ import annotations

from actions.action_tell_cause import ActionTellCause
from tests.actions.conftest import Play

ACTION = ActionTellCause()


def test_tell_cause_answers_the_worry_and_keeps_the_crisis_line(play: Play) -> None:
    """What to do, the routes, and at the end the lines of any hour."""
    played = play(ACTION, "tell_cause", {"concern": "emergency_suicide", "cause": "sextortion"})

    assert played.responses == ["utter_sextortion", "utter_line_crisis"]
    assert played.shown
    assert played.slots["concern"] == "sextortion"


def test_tell_cause_without_a_cause_asks_for_it(play: Play) -> None:
    """If none was heard, the person is asked what is wrong."""
    assert play(ACTION, "tell_cause", {"concern": "emergency_suicide"}).responses == ["utter_line_tell_worry"]


def test_tell_cause_keeps_what_the_person_does(play: Play) -> None:
    """Somebody ashamed of what they watch is not given the victims' routes after the crisis."""
    slots = {"concern": "emergency_suicide", "cause": "csam", "own_behaviour": True, "audience": "adult"}

    assert "stop-it-now" in play(ACTION, "tell_cause", slots).shown[:1]
