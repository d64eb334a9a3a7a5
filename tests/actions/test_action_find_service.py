"""actions/action_find_service.py: a service, law or platform page by its name; never a guessed number."""

from __future__ import annotations

import pytest

from actions.action_find_service import MOST, ActionFindService
from tests.actions.conftest import Play

ACTION = ActionFindService()


def test_find_service_describes_what_was_named(play: Play) -> None:
    """ "What is Kooth?" is told what Kooth is."""
    played = play(ACTION, "find_service", found={"service": ["kooth"]})

    assert played.text.startswith("Kooth")
    assert played.shown == ["kooth"]


def test_find_service_of_an_old_name_gives_the_new_one(play: Play) -> None:
    """Action Fraud is Report Fraud now, and the reply says so."""
    played = play(ACTION, "find_service", found={"service": ["action-fraud"]})

    assert played.shown == ["report-fraud"]
    assert "0300 123 2040" in played.text


def test_find_service_shows_two_at_most(play: Play) -> None:
    """A message full of names does not become a wall."""
    played = play(ACTION, "find_service", found={"service": ["kooth", "childline", "samaritans"]})

    assert played.shown == ["kooth", "childline"]
    assert len(played.shown) == MOST


def test_find_service_platform_leads_to_its_safety_page(play: Play) -> None:
    """ "Report a video on YouTube" finds YouTube's own page."""
    assert play(ACTION, "find_service", found={"platform": ["youtube"]}).shown == ["youtube-safety"]


@pytest.mark.parametrize(("text", "shown"), [("whats koth", ["kooth"]), ("number for child line", ["childline"])])
def test_find_service_forgives_slips(play: Play, text: str, shown: list[str]) -> None:
    """A misspelt name is still found."""
    assert play(ACTION, "find_service", text=text).shown == shown


@pytest.mark.parametrize("text", ["", "what is xyzzyplugh", None])
def test_find_service_never_guesses(play: Play, text: str | None) -> None:
    """What it does not know it says, without a number."""
    played = play(ACTION, "find_service", text=text)

    assert played.responses == ["utter_line_not_found_service"]
    assert played.shown == []


def test_find_service_does_not_touch_the_worry(play: Play) -> None:
    """A question in between leaves the worry where it was."""
    assert play(ACTION, "find_service", {"concern": "fraud"}, found={"service": ["kooth"]}).events == []


def test_find_service_that_did_not_answer_gives_another(play: Play) -> None:
    """ "Samaritans never picked up" is no question about Samaritans."""
    played = play(ACTION, "find_service", text="samaritans never picked up", found={"service": ["samaritans"]})

    assert played.shown
    assert "samaritans" not in played.shown
