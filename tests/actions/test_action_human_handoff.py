"""actions/action_human_handoff.py: people to talk to, those who answer now first."""

from __future__ import annotations

import pytest

from actions import shared
from actions.action_human_handoff import ANY_HOUR, MOST, ActionHumanHandoff
from bot import clock
from bot.directory.opening import is_open
from tests.actions.conftest import Play

ACTION = ActionHumanHandoff()
NIGHT = "2026-11-22T03:00:00+00:00"


def test_human_handoff_without_a_worry_names_the_lines_of_any_hour(play: Play) -> None:
    """Whoever just wants a person gets those who are always there."""
    assert play(ACTION, "human_handoff").shown == list(ANY_HOUR)


@pytest.mark.parametrize("concern", [None, "fraud", "tech_abuse", "wellbeing", "radicalisation"])
def test_human_handoff_at_night_names_only_people_who_are_there(play: Play, concern: str | None) -> None:
    """At three in the morning nobody is sent to a line that is shut."""
    played = play(ACTION, "human_handoff", {"concern": concern}, now=NIGHT)
    entries = shared.signpost().directory.entries

    assert 0 < len(played.shown) <= MOST
    assert [name for name in played.shown if not is_open(entries[name], clock.now())] == []


def test_human_handoff_puts_the_worry_first(play: Play) -> None:
    """By day, a line that knows the worry comes before the general ones."""
    assert play(ACTION, "human_handoff", {"concern": "tech_abuse"}).shown[0] not in ANY_HOUR


def test_human_handoff_keeps_own_behaviour(play: Play) -> None:
    """Safeguarding 16: who asked how to watch a partner is not given a victims' line as the person to talk to."""
    played = play(ACTION, "human_handoff", {"concern": "tech_abuse", "own_behaviour": True})

    assert "national-domestic-abuse-helpline" not in played.shown
    assert played.shown
