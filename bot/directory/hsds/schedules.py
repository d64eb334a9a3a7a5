"""Opening hours as schedules of the standard (weekly, UK time), and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from bot import hours

Json = dict[str, Any]
_BYDAY = dict(zip(hours.DAYS, ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))
_DAYS = {short: name for name, short in _BYDAY.items()}
_DAY = 1440


def _clock(minutes: int) -> str:
    return f"{minutes % _DAY // 60:02}:{minutes % 60:02}"


def schedules(text: str) -> Iterator[Json]:
    """Turns hours into schedules.

    Args:
        text: In the form of `bot.hours`.

    Yields:
        One for each span, with the days on which it holds; an end of "00:00" or before the start is on the next day.
    """
    parsed = hours.parse(text)
    week = (((0, _DAY),),) * 7 if parsed.always else parsed.week
    spans = sorted((span, day) for day, of_day in enumerate(week) for span in of_day)
    for (start, end), group in groupby(spans, key=lambda one: one[0]):
        yield {
            "freq": "WEEKLY",
            "byday": ",".join(_BYDAY[hours.DAYS[day]] for _, day in group),
            "opens_at": _clock(start),
            "closes_at": _clock(end),
        }


def hours_of(found: Iterable[Json]) -> str | None:
    """Turns schedules into hours.

    Args:
        found: Schedules of a feed.

    Returns:
        Hours in the form of `bot.hours`; None if there are none, or one cannot be said in that form.
    """
    parts = []
    for schedule in found:
        days = [_DAYS.get(day.strip()) for day in str(schedule.get("byday") or "").split(",")]
        opens, closes = (str(schedule.get(name) or "")[:5] for name in ("opens_at", "closes_at"))
        if schedule.get("freq") != "WEEKLY" or int(schedule.get("interval") or 1) != 1 or None in days:
            return None
        parts.append(
            f"{','.join(day for day in days if day)} {opens}-{'24:00' if closes in ('00:00', '23:59') else closes}"
        )
    text = "; ".join(parts)
    try:
        parsed = hours.parse(text) if text else None
    except hours.HoursError:
        return None
    return None if parsed is None else hours.ALWAYS if parsed.always else text
