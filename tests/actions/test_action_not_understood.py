"""actions/action_not_understood.py: owns up to a miss, offers guesses, then the menu and a person."""

from __future__ import annotations

from actions.action_not_understood import GUESSES, ActionNotUnderstood
from bot.concerns import OTHER, concerns
from tests.actions.conftest import Play, ranking

ACTION = ActionNotUnderstood()


def test_not_understood_offers_the_likeliest_worries(play: Play) -> None:
    """The first time: three guesses in order, and something else."""
    names = ranking("nlu_fallback", "fraud", "greet", "grooming", "csam", "wellbeing")
    played = play(ACTION, "nlu_fallback", intent_ranking=names)

    assert played.responses == ["utter_not_understood"]
    assert played.buttons == [*(concerns()[name].button for name in ("fraud", "grooming", "csam")), OTHER]


def test_not_understood_offers_no_button_twice(play: Play) -> None:
    """If something else is itself the likeliest guess, it stands once."""
    played = play(ACTION, "nlu_fallback", intent_ranking=ranking("something_else", "fraud", "grooming"))
    said = [button["title"] for button in played.buttons]

    assert len(said) == len(set(said))
    assert len(said) <= GUESSES + 1


def test_not_understood_twice_names_people(play: Play) -> None:
    """The second time in a row: no third question, the menu and lines where a person answers."""
    played = play(ACTION, "nlu_fallback", {"misses": 1.0})

    assert played.responses == ["utter_not_understood_again"]
    assert played.slots["misses"] == 2.0


def test_not_understood_without_guesses_still_offers_something(play: Play) -> None:
    """A message that resembles nothing gets a button, too."""
    assert play(ACTION, "nlu_fallback").buttons == [OTHER]


def test_not_understood_ends_the_question(play: Play) -> None:
    """What was asked before the miss is no longer waited for."""
    assert play(ACTION, "nlu_fallback", {"pending": "age"}).slots["pending"] is None


def test_not_understood_after_the_question_about_suicide_is_an_emergency(play: Play) -> None:
    """Safeguarding 4.2: anything but a clear "no" to that question gets the full reply."""
    played = play(ACTION, "nlu_fallback", {"concern": "emergency_suicide", "pending": "suicide"})

    assert played.responses == ["utter_emergency_suicide"]
