"""actions/action_steps.py: what to do now, and what not to say to whom."""

from __future__ import annotations

import pytest

from actions import shared
from actions.action_steps import ActionSteps
from bot.verdict import PREFIX
from tests.actions.conftest import Play

ACTION = ActionSteps()
CONCERNS = [name for name in shared.signpost().directory.routes if name != "find_session"]


@pytest.mark.parametrize("concern", CONCERNS)
def test_steps_are_there_for_every_worry(play: Play, concern: str) -> None:
    """Every worry and every emergency has steps of its own."""
    played = play(ACTION, "ask_steps", {"concern": concern})

    assert played.text != shared.signpost().wording.text("utter_line_steps_no_concern")
    assert 2 <= len(played.text.splitlines()) <= (9 if concern.startswith(PREFIX) else 7)


@pytest.mark.parametrize("concern", [name for name in CONCERNS if name.startswith(PREFIX)])
def test_steps_of_an_emergency_begin_with_999(play: Play, concern: str) -> None:
    """In danger the first line still holds the number."""
    assert "999" in play(ACTION, "ask_steps", {"concern": concern}).text.splitlines()[0]


def test_steps_without_a_worry_ask_for_it(play: Play) -> None:
    """Nothing is guessed."""
    played = play(ACTION, "ask_steps")

    assert played.text == shared.signpost().wording.text("utter_line_steps_no_concern")


def test_steps_are_not_for_who_watches(play: Play) -> None:
    """Who asked how to watch another person learns nothing of trackers, evidence or removal."""
    played = play(ACTION, "ask_steps", {"concern": "tech_abuse", "watching": True})

    assert played.text == shared.signpost().wording.text("utter_steps_watching")
    assert played.buttons == []


def test_steps_fit_the_persons_own_doing(play: Play) -> None:
    """Who fears what they do does not read what a victim should keep as proof."""
    mine = play(ACTION, "ask_steps", {"concern": "grooming", "own_behaviour": True}).text
    others = play(ACTION, "ask_steps", {"concern": "grooming"}).text

    assert "Stop the contact" in mine
    assert mine != others
