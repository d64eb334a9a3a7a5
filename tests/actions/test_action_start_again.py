"""actions/action_start_again.py: forgets everything about the person and the worry."""

from __future__ import annotations

from actions.action_start_again import ActionStartAgain
from tests.actions.conftest import Play


def test_start_again_empties_all_slots(play: Play) -> None:
    """Nothing of before is left, and nothing is said about it."""
    played = play(ActionStartAgain(), "start_again", {"concern": "fraud", "area": "dudley"})

    assert [event["event"] for event in played.events] == ["reset_slots"]
    assert played.messages == []
