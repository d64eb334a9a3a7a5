"""Times that people name: "this week", "on Wednesday", "in February"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

import msgspec

from bot.clock import LONDON

_WEEK = 7


class Period(msgspec.Struct, frozen=True):
    """Days in the UK, both included, and the words that named them."""

    first: dt.date
    last: dt.date
    words: str

    def holds(self, moment: dt.datetime) -> bool:
        """True if a moment falls on one of the days."""
        return self.first <= moment.astimezone(LONDON).date() <= self.last


def find(
    text: str, now: dt.datetime, named: Mapping[str, Sequence[str]], days: Sequence[str], months: Sequence[str]
) -> Period | None:
    """Finds the time that a question names.

    Args:
        text: The question.
        now: The moment.
        named: Period (today, tomorrow, this_week, next_week, weekend, this_month, next_month) -> how people say it.
        days: The names of the weekdays, Monday first.
        months: The names of the months, January first.

    Returns:
        The period, or None if the question names none. A weekday is the next one, today included; a month is the one
        that is running or comes next.
    """
    today = now.astimezone(LONDON).date()
    plain = " ".join(re.findall(r"[a-z]+", text.lower()))
    for period, phrases in named.items():
        said = next((phrase for phrase in phrases if re.search(rf"\b{phrase}\b", plain)), None)
        if said is not None:
            return Period(*_named(period, today), said)
    for number, day in enumerate(days):
        if re.search(rf"\b{day}s?\b", plain):
            then = today + dt.timedelta(days=(number - today.weekday()) % _WEEK)
            return Period(then, then, day)
    for number, month in enumerate(months, start=1):
        if re.search(rf"\b(?:in|during|for|this|next) {month}\b", plain):  # "may" alone is hardly ever a month
            year = today.year + (number < today.month)
            return Period(*_month(year, number), month)
    return None


def _named(period: str, today: dt.date) -> tuple[dt.date, dt.date]:
    monday = today - dt.timedelta(days=today.weekday())
    if period in ("today", "tomorrow"):
        day = today + dt.timedelta(days=period == "tomorrow")
        return day, day
    if period in ("this_week", "next_week"):
        first = monday + dt.timedelta(days=_WEEK * (period == "next_week"))
        return first, first + dt.timedelta(days=_WEEK - 1)
    if period == "weekend":
        return monday + dt.timedelta(days=_WEEK - 2), monday + dt.timedelta(days=_WEEK - 1)
    months = today.year * 12 + today.month - 1 + (period == "next_month")
    return _month(months // 12, months % 12 + 1)


def _month(year: int, month: int) -> tuple[dt.date, dt.date]:
    first = dt.date(year, month, 1)
    return first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
