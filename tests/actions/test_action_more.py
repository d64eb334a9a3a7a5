"""actions/action_more.py: the next routes for the worry that is being answered."""

from __future__ import annotations

import pytest

from actions import shared
from actions.action_more import ActionMore
from tests.actions.conftest import Play

ACTION = ActionMore()


def test_more_shows_what_was_not_shown(play: Play) -> None:
    """Nothing comes twice, and what came is remembered."""
    shown = ["national-domestic-abuse-helpline", "mens-advice-line", "galop"]
    played = play(ACTION, "more", {"concern": "tech_abuse", "shown": shown})

    assert played.shown
    assert set(played.shown) & set(shown) == set()
    assert set(played.slots["shown"]) == {*shown, *played.shown}


@pytest.mark.parametrize("concern", [None, "greet"])
def test_more_without_a_worry_asks_for_it(play: Play, concern: str | None) -> None:
    """There is no more of nothing."""
    assert play(ACTION, "more", {"concern": concern}).responses == ["utter_line_tell_worry"]


def test_more_says_when_there_is_no_more(play: Play) -> None:
    """At the end the lines of any hour are named, and nothing is shown again."""
    every = list(shared.signpost().directory.entries)
    played = play(ACTION, "more", {"concern": "fraud", "shown": every})

    assert played.text == shared.signpost().wording.text("utter_line_nothing_more")
    assert played.shown == []


@pytest.mark.parametrize("concern", ["tech_abuse", "csam", "grooming", "stalking_harassment"])
def test_more_keeps_own_behaviour(play: Play, concern: str) -> None:
    """Safeguarding 16: "more" shows no victims' line to who asked how to watch, and does not forget that they did."""
    played = play(ACTION, "more", {"concern": concern, "own_behaviour": True, "audience": "adult"})
    route = shared.signpost().directory.routes[concern]

    assert played.slots["own_behaviour"] is True
    assert set(played.shown) <= set(route.must["own_behaviour"])
