"""bot/sessions.py: which sessions a question means, and nothing about joining one that is over."""

from __future__ import annotations

import datetime as dt

import pytest

from bot import sessions
from bot.clock import LONDON
from bot.directory.directory import Directory, Person

NOBODY = Person()
MORNING = dt.datetime(2026, 2, 9, 9, 0, tzinfo=LONDON)
AFTER = dt.datetime(2026, 11, 20, 12, 0, tzinfo=LONDON)
CYBER_CHOICES = "when is the cyber choices webinar"


def test_find_names_the_session_to_come(directory: Directory) -> None:
    """On the morning itself the question finds the session of that afternoon first."""
    found = sessions.find(directory, NOBODY, CYBER_CHOICES, [], MORNING)

    assert (found.lead, found.sessions[0].id) == ("utter_line_sessions", "ohw26-cyber-choices")
    assert len(found.sessions) <= sessions.MOST


def test_find_says_that_it_is_over(directory: Directory) -> None:
    """Months later the same question finds that it is over, and something to use instead."""
    found = sessions.find(directory, NOBODY, CYBER_CHOICES, [], AFTER)

    assert (found.lead, [entry.id for entry in found.sessions]) == ("utter_line_session_over", ["ohw26-cyber-choices"])
    assert found.lasting
    assert all(entry.event is None and entry.status in ("active", "unverified") for entry in found.lasting)


def test_find_without_a_topic_shows_what_comes_soonest(directory: Directory) -> None:
    """ "What sessions are there?" names no topic: those to come, soonest first."""
    found = sessions.find(directory, NOBODY, "what sessions are there", [], MORNING)
    starts = [entry.event.starts for entry in found.sessions if entry.event]

    assert len(starts) == sessions.MOST
    assert starts == sorted(starts)
    assert min(starts) > MORNING


def test_find_without_a_topic_and_nothing_to_come_says_so(directory: Directory) -> None:
    """Where nothing is to come, no past session is dug out; lasting material is offered."""
    found = sessions.find(directory, NOBODY, "what sessions are there", [], AFTER)

    assert (found.lead, found.sessions) == ("utter_line_no_sessions", [])
    assert found.lasting


@pytest.mark.parametrize("audience", [None, "child", "parent", "adult", "professional"])
def test_find_is_never_empty(directory: Directory, audience: str | None) -> None:
    """Whoever asks, and whatever the words, there is a session or something that lasts."""
    found = sessions.find(directory, Person(audience=audience), "xyzzy", [], AFTER)

    assert found.sessions or found.lasting


def test_line_to_come_says_how_to_join(directory: Directory) -> None:
    """Today's session: the times, who runs it, what it costs, and the way in."""
    said = sessions.line(directory.entries["ohw26-cyber-choices"], MORNING)

    assert "Nottinghamshire Police" in said
    assert "today, 13:00 to 14:00" in said
    assert "347 552 204 585 62" in said
    assert "oy9om3g7" in said


def test_line_live_says_so(directory: Directory) -> None:
    """While it runs the line says that it is on now."""
    assert "(on now)" in sessions.line(directory.entries["ohw26-cyber-choices"], MORNING.replace(hour=13, minute=30))


def test_line_on_another_day_names_the_date(directory: Directory) -> None:
    """The day before, the line names weekday and date."""
    assert "Monday 9 February 2026, 13:00" in sessions.line(
        directory.entries["ohw26-cyber-choices"], MORNING - dt.timedelta(days=1)
    )


def test_line_past_never_says_how_to_join(directory: Directory) -> None:
    """Of no past session does the text hold an ID, passcode or link."""
    leaks = []
    for entry in directory.sessions(AFTER):
        said = sessions.line(entry, AFTER)
        join = entry.event.join if entry.event else None
        secrets = (join.meeting_id, join.passcode, join.link, join.register) if join else ()
        leaks += [(entry.id, secret) for secret in secrets if secret and secret in said]
        assert said.endswith("It is over.")

    assert leaks == []
