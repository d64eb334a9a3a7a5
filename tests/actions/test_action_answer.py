"""actions/action_answer.py: "yes" and "no" mean the question that was just asked, and no other."""

from __future__ import annotations

import pytest

from actions.action_answer import ActionAnswer
from tests.actions.conftest import Play

ACTION = ActionAnswer()


@pytest.mark.parametrize(("intent", "age"), [("affirm", "under_18"), ("deny", "adult")])
def test_answer_settles_the_age(play: Play, intent: str, age: str) -> None:
    """To "under 18?", yes and no decide which routes are shown."""
    played = play(ACTION, intent, {"concern": "sexual_violence", "pending": "age", "asked": ["age"]})

    assert played.slots["age"] == age
    assert played.shown


@pytest.mark.parametrize("intent", ["affirm", "deny"])
@pytest.mark.parametrize("pending", [None, "area", "audience"])
def test_answer_without_a_yes_or_no_question_offers_the_menu(play: Play, intent: str, pending: str | None) -> None:
    """A "yes" that answers nothing is not taken for anything."""
    played = play(ACTION, intent, {"concern": "fraud", "pending": pending})

    assert played.responses == [f"utter_{intent}"]
    assert played.shown == []


def test_answer_without_a_worry_offers_the_menu(play: Play) -> None:
    """A question whose worry is gone is gone, too."""
    assert play(ACTION, "affirm", {"pending": "age"}).responses == ["utter_affirm"]


def test_answer_ends_the_question(play: Play) -> None:
    """A second "yes" does not answer the same question again."""
    played = play(
        ACTION,
        "affirm",
        {"concern": "sexual_violence", "pending": "age", "asked": ["age", "area", "audience", "contact"]},
    )

    assert played.slots["pending"] is None


@pytest.mark.parametrize(("pending", "concern"), [("age", "sexual_violence"), ("suicide", "emergency_suicide")])
def test_answer_question_lapses_with_the_next_message(play: Play, pending: str, concern: str) -> None:
    """A "yes" after something else was said no longer answers the question before that."""
    played = play(ACTION, "affirm", {"concern": concern, "pending": pending}, between=1)

    assert played.responses == ["utter_affirm"]


def test_answer_yes_to_suicide_is_an_emergency(play: Play) -> None:
    """Safeguarding 4.2: "yes" to "are you thinking about suicide?" gets the full reply and crisis routes."""
    played = play(ACTION, "affirm", {"concern": "emergency_suicide", "pending": "suicide"})

    assert played.responses == ["utter_emergency_suicide"]
    assert "samaritans" in played.shown


@pytest.mark.parametrize(
    ("text", "responses"),
    [
        ("no one would notice", ["utter_emergency_suicide"]),
        ("nobody would care", ["utter_emergency_suicide"]),
        ("no point anyway", ["utter_emergency_suicide"]),
        ("no theyd be better off", ["utter_emergency_suicide"]),
        ("no good to anyone", ["utter_emergency_suicide"]),
        ("no just ignore me", ["utter_emergency_suicide"]),
        ("no, not that anyone would care", ["utter_emergency_suicide"]),
        ("no not now, i feel a bit better", ["utter_deny"]),
        ("no", ["utter_deny"]),
        ("nah im fine now", ["utter_deny"]),
        ("no I'm really not", ["utter_deny"]),
        ("it was only a joke", ["utter_deny"]),
    ],
)
def test_answer_that_is_not_plainly_no_is_heard_as_more_of_the_crisis(
    play: Play, text: str, responses: list[str]
) -> None:
    """Safeguarding 4.2: after a word of suicide only a clear no is a no."""
    played = play(ACTION, "deny", {"concern": "emergency_suicide", "pending": "suicide"}, text=text)

    assert played.responses == responses
