"""actions/action_words_to_say.py: words to read out, of choices only."""

from __future__ import annotations

from actions import shared
from actions.action_words_to_say import ActionWordsToSay
from bot import words_to_say
from tests.actions.conftest import Play

ACTION = ActionWordsToSay()


def test_words_hold_the_choices_and_nothing_typed(play: Play) -> None:
    """Worry, who and where; no word of the message, and nothing new to remember."""
    slots = {"concern": "fraud", "audience": "parent", "area": "derby_city"}
    played = play(ACTION, "words_to_say", slots, text="canary what do i say")

    assert "scam" in played.text
    assert shared.signpost().directory.areas.areas["derby_city"].name in played.text
    assert "canary" not in played.text
    assert played.events == []


def test_words_warn_where_a_copy_may_be_found(play: Play) -> None:
    """Who may be watched is told that this leaves a copy."""
    warning = shared.signpost().wording.text("utter_words_copy_warning")

    assert warning in play(ACTION, "words_to_say", {"concern": "tech_abuse"}).text
    assert warning not in play(ACTION, "words_to_say", {"concern": "fraud"}).text


def test_words_of_own_doing_accuse_nobody_else(play: Play) -> None:
    """Who fears what they do says that, not what a victim would say."""
    played = play(ACTION, "words_to_say", {"concern": "grooming", "own_behaviour": True})

    assert "something I do" in played.text
    assert "too close to a child" not in played.text


def test_words_are_not_for_who_watches(play: Play) -> None:
    """Nothing to read out for somebody who asked how to watch another person."""
    played = play(ACTION, "words_to_say", {"concern": "tech_abuse", "watching": True})

    assert played.text == shared.signpost().wording.text("utter_steps_watching")


def test_words_in_danger_are_those_of_999(play: Play) -> None:
    """In danger the words are what 999 asks."""
    assert "999" in play(ACTION, "words_to_say", {"concern": "emergency_danger"}).text.splitlines()[0]


def test_words_without_a_worry_ask_for_it(play: Play) -> None:
    """There is nothing to say yet."""
    assert play(ACTION, "words_to_say").text == shared.signpost().wording.text("utter_line_tell_worry")


def test_words_are_there_for_every_worry() -> None:
    """No worry is left without words."""
    routed = {name for name in shared.signpost().directory.routes if not name.startswith("emergency_")}

    assert {name for name in routed if not words_to_say.sayable(name)} == {"find_session"}
