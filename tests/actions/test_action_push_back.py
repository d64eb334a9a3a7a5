"""actions/action_push_back.py: after 999 the next way in, never an argument."""

from __future__ import annotations

import pytest

from actions import shared
from actions.action_push_back import ActionPushBack
from tests.actions.conftest import Play

ACTION = ActionPushBack()


@pytest.mark.parametrize("concern", ["emergency_danger", "emergency_child", "emergency_attack", "emergency_suicide"])
def test_push_back_never_says_the_same_twice(play: Play, concern: str) -> None:
    """Each time other words, until the last and shortest ones, which stay."""
    said, slots = [], {"concern": concern}
    for _ in range(6):
        played = play(ACTION, "refuse_999", slots)
        said.append(played.text)
        slots |= played.slots

    rungs = list(dict.fromkeys(said))
    assert len(rungs) >= 3
    assert said[: len(rungs)] == rungs
    assert set(said[len(rungs) :]) == {rungs[-1]}
    assert len(rungs[-1].splitlines()) <= 2


def test_push_back_tells_nobody_to_tap_who_signs(play: Play) -> None:
    """Who cannot use a voice call is told of BSL and text next, not to cough or tap."""
    played = play(ACTION, "refuse_999", {"concern": "emergency_silent"})

    assert "999bsl.co.uk" in played.text
    assert "tap" not in played.text


@pytest.mark.parametrize("times", [0, 1, 2, 3, 9])
def test_push_back_keeps_999_and_offers_no_menu(play: Play, times: int) -> None:
    """One way at a time; the number stays in sight; no buttons to choose between."""
    played = play(ACTION, "refuse_999", {"concern": "emergency_danger", "refused": float(times)})

    assert "999" in played.text
    assert played.buttons == []
    assert played.slots["pending"] is None


def test_push_back_without_danger_shows_who_is_not_the_police(play: Play) -> None:
    """Who only wants no police is believed and gets others."""
    played = play(ACTION, "refuse_999", {"concern": "stalking_harassment"})

    entries = shared.signpost().directory.entries
    assert played.shown
    assert [name for name in played.shown if entries[name].kind == "police"] == []


def test_push_back_before_any_worry_is_taken_for_danger(play: Play) -> None:
    """ "I can't ring 999" as the first words: how to reach 999 all the same."""
    assert play(ACTION, "refuse_999").text == shared.signpost().wording.text("utter_refuse_999_1")


@pytest.mark.parametrize("text", ["i cant phone", "I can't ring anybody, I am deaf"])
def test_push_back_of_calls_alone_is_a_wish_for_writing(play: Play, text: str) -> None:
    """Who cannot hear a helpline is not shown the same phone lines again: what can be written to comes first."""
    played = play(ACTION, "refuse_999", {"concern": "cyberbullying", "audience": "child"}, text=text)

    assert played.slots["contact"] == "text"
    assert "utter_line_no_police" not in played.responses
    assert played.shown


@pytest.mark.parametrize("text", ["i cant phone 999", "not ringing the police"])
def test_push_back_of_the_police_is_no_wish_for_writing(play: Play, text: str) -> None:
    """Who refuses the police is shown who is not the police."""
    assert "contact" not in play(ACTION, "refuse_999", {"concern": "cyberbullying"}, text=text).slots
