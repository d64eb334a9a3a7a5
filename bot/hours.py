"""Opening hours: reads "Mon-Fri 09:00-17:00; Sat 10:00-16:00" and says what is open when.

All times are UK times (Europe/London), so clock changes come out right. "24/7" is any hour. A span may run past
midnight ("Mon-Thu 18:00-02:00"). "BH closed" or "BH 10:00-16:00" says what holds on bank holidays.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from bot.bank_holidays import is_bank_holiday
from bot.clock import LONDON

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ALWAYS = "24/7"
SOON = 30  # minutes
_LOOK_AHEAD_DAYS = 8
_SPAN = re.compile(r"^(\d\d):(\d\d)-(\d\d):(\d\d)$")


class HoursError(ValueError):
    """The hours cannot be read; the message says how to write them."""


@dataclass(frozen=True)
class Hours:
    """Weekly opening hours.

    Attributes:
        always: Open at any hour.
        week: For Monday to Sunday, spans as minutes after that day's midnight; an end over 1440 is the next morning.
        bank_holiday: Spans that hold on a bank holiday; None if the facts do not say.
    """

    always: bool
    week: tuple[tuple[tuple[int, int], ...], ...] = ((),) * 7
    bank_holiday: tuple[tuple[int, int], ...] | None = None


@dataclass(frozen=True)
class Opening:
    """Whether something is open at a moment.

    Attributes:
        open_now: True or False.
        always: True if it never closes.
        unsure: True if it is open, or opens next, on a bank holiday of which the facts say nothing.
        closes: When it closes, if it is open and does close.
        opens: When it opens next, if it is closed.
    """

    open_now: bool
    always: bool = False
    unsure: bool = False
    closes: dt.datetime | None = None
    opens: dt.datetime | None = None


def _wrong(text: str) -> HoursError:
    return HoursError(f"hours: {text!r}: write them like 'Mon-Fri 09:00-17:00; Sat 10:00-16:00', or '24/7'.")


def _span(text: str, whole: str) -> tuple[int, int]:
    match = _SPAN.match(text.strip())
    if not match:
        raise _wrong(whole)
    first, second, third, fourth = (int(group) for group in match.groups())
    start, end = first * 60 + second, third * 60 + fourth
    if second > 59 or fourth > 59 or start >= 1440 or end > 1440 or start == end:
        raise _wrong(whole)
    return (start, end if end > start else end + 1440)


def _days(text: str, whole: str) -> list[int]:
    days: list[int] = []
    for part in text.split(","):
        ends = part.strip().split("-")
        if not all(day in DAYS for day in ends) or len(ends) > 2:
            raise _wrong(whole)
        first, last = DAYS.index(ends[0]), DAYS.index(ends[-1])
        if last < first:
            raise _wrong(whole)
        days += range(first, last + 1)
    return days


@lru_cache(maxsize=512)
def parse(text: str) -> Hours:
    """Reads opening hours.

    Args:
        text: "24/7", or parts separated by ";", each with days, a space, and spans separated by ",".

    Returns:
        The hours.

    Raises:
        HoursError: If a part cannot be read; the message shows the form.
    """
    if text.strip() == ALWAYS:
        return Hours(always=True)
    week: list[list[tuple[int, int]]] = [[] for _ in DAYS]
    holiday: tuple[tuple[int, int], ...] | None = None
    for part in text.split(";"):
        days, _, spans = part.strip().partition(" ")
        times = () if spans == "closed" else tuple(_span(span, text) for span in spans.split(","))
        if days == "BH":
            holiday = times
            continue
        for day in _days(days, text):
            week[day] += times
    if all(spans == [(0, 1440)] for spans in week) and holiday is None:
        return Hours(always=True)
    return Hours(always=False, week=tuple(tuple(sorted(spans)) for spans in week), bank_holiday=holiday)


def _moment(day: dt.date, minutes: int) -> dt.datetime:
    """A wall-clock time in the UK; minutes over 1440 fall on the next day."""
    day += dt.timedelta(days=minutes // 1440)
    return dt.datetime.combine(day, dt.time(minutes % 1440 // 60, minutes % 60), tzinfo=LONDON)


def _spans(hours: Hours, day: dt.date, nation: str) -> tuple[tuple[int, int], ...]:
    """The spans of a day; on a bank holiday those that the facts give for it, else those of the weekday."""
    if hours.bank_holiday is not None and is_bank_holiday(day, nation):
        return hours.bank_holiday
    return hours.week[day.weekday()]


def at(hours: Hours, now: dt.datetime, nation: str = "england") -> Opening:
    """Says whether the hours hold at a moment.

    Args:
        hours: From `parse`.
        now: Any aware moment.
        nation: Whose bank holidays count: england, wales, scotland or northern_ireland.

    Returns:
        Open or not, and when that changes, looking a week ahead.
    """
    if hours.always:
        return Opening(open_now=True, always=True)
    today = now.astimezone(LONDON).date()
    now = now.astimezone(dt.timezone.utc)  # two UK times would be compared by the clock face, which October shows twice
    spans = [
        (_moment(day, start), _moment(day, end))
        for offset in range(-1, _LOOK_AHEAD_DAYS)
        for day in [today + dt.timedelta(days=offset)]
        for start, end in _spans(hours, day, nation)
    ]
    joined = _join(sorted(spans))
    for start, end in joined:
        if start <= now < end:
            return Opening(open_now=True, closes=end, unsure=_unsure(hours, today, nation))
    opens = min((start for start, _ in joined if start > now), default=None)
    return Opening(
        open_now=False,
        opens=opens,
        unsure=opens is not None and _unsure(hours, opens.astimezone(LONDON).date(), nation),
    )


def _unsure(hours: Hours, day: dt.date, nation: str) -> bool:
    return hours.bank_holiday is None and is_bank_holiday(day, nation)


def _join(spans: list[tuple[dt.datetime, dt.datetime]]) -> list[tuple[dt.datetime, dt.datetime]]:
    """Puts together spans that touch, so that "00:00-24:00" on two days is one opening."""
    joined: list[tuple[dt.datetime, dt.datetime]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _minutes_left(closes: dt.datetime, now: dt.datetime) -> int:
    return int((closes.astimezone(dt.timezone.utc) - now).total_seconds() // 60)


def closes_soon(opening: Opening, now: dt.datetime) -> bool:
    """True if it is open and closes within half an hour."""
    return opening.open_now and opening.closes is not None and _minutes_left(opening.closes, now) < SOON


def say(opening: Opening, now: dt.datetime) -> str:
    """Puts an opening into words.

    Args:
        opening: From `at`.
        now: The same moment.

    Returns:
        For example "open now, any hour", "open now until 22:00", "closed, opens Monday 10:00".
    """
    if opening.always:
        return "any hour"
    if opening.open_now:
        return "bank holiday today: check the site" if opening.unsure else _until(opening.closes, now)
    if opening.opens is None:
        return "closed"
    when = _clock(opening.opens, now)
    return f"closed, may open {when} (bank holiday: check the site)" if opening.unsure else f"closed, opens {when}"


def _until(closes: dt.datetime | None, now: dt.datetime) -> str:
    if closes is None:
        return "open now"
    left = _minutes_left(closes, now)
    if left >= SOON:
        return f"open now until {_clock(closes, now)}"
    return f"closes in {left} minute{'s' if left > 1 else ''}" if left else "closes in less than a minute"


def _clock(moment: dt.datetime, now: dt.datetime) -> str:
    local, today = moment.astimezone(LONDON), now.astimezone(LONDON).date()
    time = local.strftime("%H:%M")
    if local.date() == today or (local.date() == today + dt.timedelta(days=1) and local.hour < 6):
        return time
    return f"tomorrow {time}" if local.date() == today + dt.timedelta(days=1) else f"{local:%A} {time}"
