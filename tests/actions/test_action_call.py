"""actions/action_call.py: what happens if somebody gets in touch, only as far as it is known."""

from __future__ import annotations

from actions import shared
from actions.action_call import ActionCall
from bot.directory import what_happens
from tests.actions.conftest import Play

ACTION = ActionCall()


def test_call_says_what_the_directory_knows(play: Play) -> None:
    """Of a child's line: what they keep private and when they would tell."""
    played = play(ACTION, "ask_call", {"concern": "grooming", "audience": "child"})

    entry = shared.signpost().directory.entries["childline"]
    assert " ".join(what_happens.sentences(entry).values()) in played.text
    assert "childline" in played.shown


def test_call_says_where_nothing_is_known(play: Play) -> None:
    """What nobody has checked is said as unknown, not guessed, and no other service stands in for the one meant."""
    played = play(ACTION, "ask_call", {"concern": "fraud"}, found={"service": ["respect-phoneline"]})

    assert played.shown == ["respect-phoneline"]
    assert shared.signpost().wording.text("utter_line_call_unknown") in played.text


def test_call_offers_the_other_lines_that_were_shown(play: Play) -> None:
    """One answer is about one service; the others are a press away, in words that mean the same when typed."""
    played = play(ACTION, "ask_call", {"concern": "grooming", "audience": "child"})

    assert played.shown == ["childline"]
    assert {"title": "CEOP Safety Centre", "payload": "what happens if I call CEOP Safety Centre"} in played.buttons


def test_call_of_a_named_service(play: Play) -> None:
    """ "What happens if I ring CEOP" is answered of CEOP."""
    played = play(
        ACTION,
        "ask_call",
        {"concern": "grooming", "shown": ["childline"]},
        found={"service": ["ceop-safety-centre"]},
    )

    assert played.shown == ["ceop-safety-centre"]


def test_call_without_a_worry_says_the_general_lines(play: Play) -> None:
    """Nothing shown yet: what holds of any line."""
    played = play(ACTION, "ask_call")

    assert played.text == shared.signpost().wording.text("utter_ask_call")


def test_call_after_danger_speaks_of_999_first(play: Play) -> None:
    """In danger the question is about 999; of who may hurt somebody about the line that was shown."""
    slots = {"concern": "emergency_danger"}

    assert play(ACTION, "ask_call", slots).shown == ["emergency-999"]
    assert play(ACTION, "ask_call", {**slots, "own_behaviour": True}).shown == ["samaritans"]
    assert play(ACTION, "ask_call", {"concern": "emergency_suicide"}).shown == ["samaritans"]


def test_call_says_who_needs_a_name(play: Play) -> None:
    """Whoever asks about their name hears of names first."""
    played = play(ACTION, "ask_call", text="do they need to know my name when i ring")

    assert played.text == shared.signpost().wording.text("utter_call_name")
