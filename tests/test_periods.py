"""bot/periods.py: the days that a question names."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import periods, sessions
from bot.clock import LONDON

FRIDAY = dt.datetime(2026, 11, 20, 12, 0, tzinfo=LONDON)


def _find(text: str, now: dt.datetime = FRIDAY) -> periods.Period | None:
    known = sessions._listed()
    return periods.find(text, now, known.periods, known.days, known.months)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("what's on today", "2026-11-20", "2026-11-20"),
        ("anything tomorrow?", "2026-11-21", "2026-11-21"),
        ("Anything THIS WEEK??", "2026-11-16", "2026-11-22"),
        ("sessions next week", "2026-11-23", "2026-11-29"),
        ("is there something at the weekend", "2026-11-21", "2026-11-22"),
        ("this month", "2026-11-01", "2026-11-30"),
        ("next month", "2026-12-01", "2026-12-31"),
        ("on friday", "2026-11-20", "2026-11-20"),
        ("on thursdays", "2026-11-26", "2026-11-26"),
        ("events in february", "2027-02-01", "2027-02-28"),
        ("in december", "2026-12-01", "2026-12-31"),
    ],
)
def test_find_names_the_days(text: str, first: str, last: str) -> None:
    """Counted from a Friday in November."""
    found = _find(text)

    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize("text", ["", "webinar about fraud", "may I come", "online harm week 2026", "sundry questions"])
def test_find_is_none_without_a_time(text: str) -> None:
    """A word that only looks like a time names none."""
    assert _find(text) is None


def test_find_at_the_turn_of_the_year() -> None:
    """In December the next month is January of the next year."""
    found = _find("next month", dt.datetime(2026, 12, 31, 23, 0, tzinfo=LONDON))

    assert found is not None
    assert (found.first, found.last) == (dt.date(2027, 1, 1), dt.date(2027, 1, 31))


@given(
    st.sampled_from(
        ["today", "tomorrow", "this week", "next week", "weekend", "this month", "next month", "on tuesday"]
    ),
    st.datetimes(dt.datetime(2025, 1, 1), dt.datetime(2028, 12, 31), timezones=st.just(dt.timezone.utc)),
)
def test_find_is_never_over(text: str, now: dt.datetime) -> None:
    """Whatever the day, the time that is named has not ended yet and begins before it ends."""
    found = _find(text, now)

    assert found is not None
    assert found.first <= found.last
    assert found.last >= now.astimezone(LONDON).date()


def test_holds_counts_days_in_the_uk() -> None:
    """Half past eleven at night in UTC is the next day in a British summer."""
    day = dt.date(2026, 7, 2)

    assert periods.Period(day, day, "x").holds(dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.timezone.utc))
