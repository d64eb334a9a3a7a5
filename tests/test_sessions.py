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


def test_line_without_joining_is_short(directory: Directory) -> None:
    """Where many are listed, how to join is left out."""
    said = sessions.line(directory.entries["ohw26-cyber-choices"], MORNING, joining=False)

    assert said.endswith("13:00 to 14:00")


def _asked(directory: Directory, text: str, now: dt.datetime = MORNING, **known: str) -> sessions.Found:
    return sessions.find(directory, Person(**known), text, [], now)  # type: ignore[arg-type]


def test_find_this_week_lists_all_of_it(directory: Directory) -> None:
    """On the Monday all ten sessions of the week, soonest first."""
    found = _asked(directory, "anything this week?")
    starts = [entry.event.starts for entry in found.sessions if entry.event]

    assert (found.lead, len(starts)) == ("utter_line_sessions", 10)
    assert starts == sorted(starts)


def test_find_tomorrow_lists_that_day_alone(directory: Directory) -> None:
    """Of the ten the two on Tuesday."""
    assert {entry.event.starts.day for entry in _asked(directory, "anything tomorrow?").sessions if entry.event} == {10}


def test_find_when_nothing_is_on_says_so(directory: Directory) -> None:
    """Next week nothing: that is said, and what else is to come."""
    found = _asked(directory, "anything next week?")

    assert found.lead == "utter_line_none_then"
    assert found.sessions


def test_find_topic_of_no_session_says_so(directory: Directory) -> None:
    """A topic that no session has is not answered as if it were theirs."""
    assert _asked(directory, "webinar about knitting").lead == "utter_line_no_session_on_that"


def test_find_topic_in_other_words_uses_the_concern(directory: Directory) -> None:
    """Where no word fits, the likeliest concern chooses."""
    found = sessions.find(directory, NOBODY, "webinar about sexting", ["nudes_under18"], MORNING)

    assert [entry.id for entry in found.sessions] == ["ohw26-preventing-online-abuse-cyp"]


@pytest.mark.parametrize("text", ["webinar about fraud", "Scams??", "a talk on money mules"])
def test_find_topic_names_one(directory: Directory, text: str) -> None:
    """Singular or plural, in any case."""
    assert [entry.id for entry in _asked(directory, text).sessions] == ["ohw26-cyber-fraud-money-mules"]


def test_find_for_parents_leaves_out_what_is_for_staff(directory: Directory) -> None:
    """Whom it is for, in the question or known before, decides."""
    asked = _asked(directory, "anything this week for parents?").sessions
    known = _asked(directory, "anything this week?", audience="parent").sessions

    assert asked == known
    assert 0 < len(asked) < 10
    assert all("parent" in entry.audiences for entry in asked)


@pytest.mark.parametrize(
    ("area", "some"), [("nottingham_city", True), ("dudley", False), ("derby_city", False), ("wales", False)]
)
def test_find_keeps_to_the_place(directory: Directory, area: str, some: bool) -> None:
    """A week for Nottinghamshire is not offered in Dudley, Derby or Wales."""
    assert bool(_asked(directory, "anything this week?", area=area).sessions) is some


@pytest.mark.parametrize("now", [MORNING, AFTER])
def test_find_training_for_teachers_gives_courses(directory: Directory, now: dt.datetime) -> None:
    """Courses for professionals, whoever else asked before; those to check first last."""
    found = _asked(directory, "training for teachers", now, audience="parent")

    assert found.lead == "utter_line_courses"
    assert found.lasting
    assert all(entry.kind == "training" and "professional" in entry.audiences for entry in found.lasting)
    assert found.lasting[0].status == "active"


def test_find_training_near_comes_first(directory: Directory) -> None:
    """Who says Derby sees Derby's courses first, who says Wales none of England's councils."""
    derby = _asked(directory, "training for teachers", area="derby_city").lasting
    wales = _asked(directory, "training for teachers", area="wales").lasting

    assert "derby_derbyshire" in derby[0].areas
    assert {area for entry in wales for area in entry.areas} == {"uk"}


def test_lasting_of_a_past_session_leads_to_its_provider(directory: Directory) -> None:
    """What the file names as its successor comes first, the provider's own page among it."""
    past = directory.entries["ohw26-live-qa-radicalisation"]
    found = [entry.id for entry in sessions.lasting(directory, past, NOBODY, AFTER)]

    assert found[:2] == ["act-early", "notts-police-prevent"]


def test_current_of_a_session_follows_the_clock(directory: Directory) -> None:
    """Asked for by name it is itself until it ends, then what lasts."""
    name = "ohw26-cyber-choices"

    assert directory.current(name, MORNING) == (directory.entries[name], None)
    assert directory.current(name, AFTER)[0].id == "cyber-choices-nca"
