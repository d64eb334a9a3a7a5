"""actions/action_find_session.py: what is on, when and how to join; of past sessions what still helps."""

from __future__ import annotations

import json

from actions.action_find_session import ActionFindSession
from tests.actions.conftest import Play

ACTION = ActionFindSession()
QUESTION = "when is the cyber choices webinar"
MORNING = "2026-02-09T09:00:00+00:00"
SECRETS = ("347 552 204 585 62", "oy9om3g7")


def test_find_session_to_come_says_when_and_how(play: Play) -> None:
    """On the morning itself: today, the times, the way in."""
    played = play(ACTION, "find_session", now=MORNING, text=QUESTION)

    assert played.shown[0] == "ohw26-cyber-choices"
    assert "today, 13:00 to 14:00" in played.text
    assert [secret for secret in SECRETS if secret not in played.text] == []


def test_find_session_past_says_that_it_is_over(play: Play) -> None:
    """Months later: over, nothing about joining in text or cards, and something to use instead."""
    played = play(ACTION, "find_session", text=QUESTION)
    sent = played.text + json.dumps([message["custom"] for message in played.messages])

    assert "It is over." in played.text
    assert [secret for secret in SECRETS if secret in sent] == []
    assert [name for name in played.shown if not name.startswith("ohw26")]


def test_find_session_without_a_topic_is_not_empty(play: Play) -> None:
    """ "What sessions are there?" always gets something to go to."""
    assert play(ACTION, "find_session", text="what sessions are there").shown


def test_find_session_remembers_what_it_is_about(play: Play) -> None:
    """ "For parents" afterwards is answered for sessions."""
    assert play(ACTION, "find_session", text=QUESTION).slots["concern"] == "find_session"


def test_find_session_keeps_the_worry(play: Play) -> None:
    """Who asks about a talk in the middle of a worry need not tell the worry again."""
    assert play(ACTION, "find_session", {"concern": "grooming"}).slots["concern"] == "grooming"
    assert play(ACTION, "find_session").slots["concern"] == "find_session"
