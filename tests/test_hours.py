"""bot/hours.py: what is open when, past midnight and through clock changes included."""

from __future__ import annotations

import datetime as dt

import opening_hours
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.clock import LONDON
from bot.hours import DAYS, HoursError, Opening, at, parse, say

UTC = dt.timezone.utc
WEEKDAYS = "Mon-Fri 09:00-17:00"
MOMENTS = st.datetimes(dt.datetime(2025, 1, 1), dt.datetime(2028, 12, 31), timezones=st.just(UTC))
MINUTES = st.integers(0, 1439)


def _london(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


def _time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, int, int]:
    """A weekday, and minutes of opening and closing; closing may be past midnight."""
    start, end = draw(MINUTES), draw(MINUTES)
    return draw(st.integers(0, 6)), start, end if end != start else (start + 60) % 1440


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("Mon 09:00-17:00", {0: ((540, 1020),)}),
        ("Mon-Wed 09:00-17:00", {0: ((540, 1020),), 1: ((540, 1020),), 2: ((540, 1020),)}),
        ("Mon,Sat 10:00-11:00", {0: ((600, 660),), 5: ((600, 660),)}),
        ("Fri 18:00-02:00", {4: ((1080, 1560),)}),
        ("Sun 00:00-24:00", {6: ((0, 1440),)}),
        ("Tue 13:00-14:00,09:00-10:00", {1: ((540, 600), (780, 840))}),
        ("Mon 09:00-10:00; Tue closed", {0: ((540, 600),)}),
    ],
)
def test_parse_reads_spans(text: str, week: dict[int, tuple[tuple[int, int], ...]]) -> None:
    """Days, lists and spans become minutes after midnight, in order."""
    assert parse(text).week == tuple(week.get(day, ()) for day in range(7))


def test_parse_reads_any_hour() -> None:
    """ "24/7" is any hour, and says so."""
    assert parse("24/7").always


@pytest.mark.parametrize(
    "text",
    [
        "",
        "always",
        "Mon",
        "Mon 9:00-17:00",
        "Mon 09:00",
        "Mon 09:00-09:00",
        "Mon 09:60-10:00",
        "Mon 25:00-26:00",
        "Mon 24:00-10:00",
        "Mon 09:00-24:30",
        "Fri-Mon 09:00-17:00",
        "Mon-Tue-Wed 09:00-17:00",
        "Monday 09:00-17:00",
        "Mon 09:00-17:00;",
        "Mon 09:00 - 17:00 daily",
        "24/7 Mon",
    ],
)
def test_parse_refuses_what_it_cannot_read(text: str) -> None:
    """Hours in another form stop the start, and the sentence shows the form."""
    with pytest.raises(HoursError, match="write them like 'Mon-Fri 09:00-17:00"):
        parse(text)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-20T09:00", True),
        ("2026-11-20T16:59", True),
        ("2026-11-20T17:00", False),
        ("2026-11-20T08:59", False),
        ("2026-11-21T12:00", False),
        ("2026-07-17T09:00", True),
    ],
)
def test_at_keeps_office_hours(moment: str, is_open: bool) -> None:
    """Opening counts, closing does not; summer and winter alike."""
    assert at(parse(WEEKDAYS), _london(moment)).open_now is is_open


def test_at_is_open_past_midnight() -> None:
    """The night after Friday belongs to Friday's hours, and ends when they say."""
    opening = at(parse("Fri 18:00-02:00"), _london("2026-11-21T01:30"))

    assert opening == Opening(open_now=True, closes=_london("2026-11-21T02:00"))


def test_at_sunday_night_reaches_monday() -> None:
    """The week has no seam: Sunday's night runs into Monday."""
    assert at(parse("Sun 22:00-04:00"), _london("2026-11-23T03:59")).open_now
    assert not at(parse("Sun 22:00-04:00"), _london("2026-11-23T04:00")).open_now


def test_at_joins_spans_that_touch() -> None:
    """Two spans without a gap are one opening."""
    opening = at(parse("Sat-Sun 00:00-24:00"), _london("2026-11-21T12:00"))

    assert opening.closes == _london("2026-11-23T00:00")


def test_at_says_next_opening() -> None:
    """On Friday night the next opening is Monday morning."""
    assert at(parse(WEEKDAYS), _london("2026-11-20T18:00")).opens == _london("2026-11-23T09:00")


def test_at_finds_an_opening_a_week_away() -> None:
    """What opens once a week is found from just after it closed."""
    assert at(parse("Sat 10:00-12:00"), _london("2026-11-21T12:00")).opens == _london("2026-11-28T10:00")


def test_at_never_open_has_no_next_opening() -> None:
    """Hours that are all closed promise nothing."""
    assert at(parse("Mon closed"), _london("2026-11-20T12:00")) == Opening(open_now=False)


@pytest.mark.parametrize(
    "bank_holiday", ["2026-12-25T12:00", "2026-12-28T12:00", "2027-01-01T12:00", "2026-08-31T12:00"]
)
def test_at_closed_on_bank_holidays(bank_holiday: str) -> None:
    """Who is closed on bank holidays is not said to be open on one."""
    assert not at(parse(f"{WEEKDAYS}; BH closed"), _london(bank_holiday)).open_now


def test_at_bank_holiday_hours_replace_those_of_the_day() -> None:
    """An out-of-hours team that works on bank holidays is open at noon on Christmas Day."""
    assert at(parse("Mon-Fri 17:00-24:00; BH 00:00-24:00"), _london("2026-12-25T12:00")).open_now


@given(spans(), st.integers(0, 200), st.integers(0, 1439))
def test_at_is_open_within_a_span(span: tuple[int, int, int], week: int, after: int) -> None:
    """Every moment from opening to just before closing is open, on any date that has no clock change."""
    day, start, end = span
    length = (end - start) % 1440
    monday = dt.datetime(2025, 1, 6) + dt.timedelta(weeks=week)
    wall = monday + dt.timedelta(days=day, minutes=start + after % length)
    moment = wall.replace(tzinfo=LONDON)
    if _changes_near(moment):
        return

    assert at(parse(f"{DAYS[day]} {_time(start)}-{_time(end)}"), moment).open_now


@given(spans(), st.integers(0, 200), st.integers(0, 7 * 1440))
def test_at_is_closed_outside_a_span(span: tuple[int, int, int], week: int, after: int) -> None:
    """Every other moment of the week is closed, and the next opening lies ahead."""
    day, start, end = span
    gap = 7 * 1440 - (end - start) % 1440
    monday = dt.datetime(2025, 1, 6) + dt.timedelta(weeks=week)
    wall = monday + dt.timedelta(days=day, minutes=start + (end - start) % 1440 + after % gap)
    moment = wall.replace(tzinfo=LONDON)
    if _changes_near(moment):
        return

    opening = at(parse(f"{DAYS[day]} {_time(start)}-{_time(end)}"), moment)
    assert not opening.open_now
    assert opening.opens is not None
    assert opening.opens > moment


def _changes_near(moment: dt.datetime) -> bool:
    offsets = {(moment + dt.timedelta(days=days)).utcoffset() for days in (-1, 0, 1)}
    return len(offsets) > 1


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-03-28T23:30+00:00", True),
        ("2026-03-29T00:59+00:00", True),
        ("2026-03-29T03:59+00:00", True),
        ("2026-03-29T05:00+00:00", False),
        ("2026-10-25T00:30+00:00", True),
        ("2026-10-25T01:30+00:00", True),
        ("2026-10-25T05:59+00:00", True),
        ("2026-10-25T06:00+00:00", False),
    ],
)
def test_at_night_of_the_clock_change(moment: str, is_open: bool) -> None:
    """A night from 22:00 to 06:00 UK time ends an hour early in March and an hour late in October, seen from UTC."""
    assert at(parse("Sat 22:00-06:00"), dt.datetime.fromisoformat(moment)).open_now is is_open


@given(spans(), MOMENTS)
def test_at_does_not_depend_on_the_zone_of_the_question(span: tuple[int, int, int], moment: dt.datetime) -> None:
    """One moment gets one answer, whether it is told in UTC or in UK time."""
    day, start, end = span
    hours = parse(f"{DAYS[day]} {_time(start)}-{_time(end)}")

    assert at(hours, moment) == at(hours, moment.astimezone(LONDON))


@pytest.mark.parametrize("minutes", range(0, 120, 15))
def test_at_repeated_hour_gets_one_answer(minutes: int) -> None:
    """In the hour that comes twice in October, too, UTC and UK time agree."""
    moment = dt.datetime(2026, 10, 25, 0, 0, tzinfo=UTC) + dt.timedelta(minutes=minutes)
    hours = parse("Sun 00:30-01:20")

    assert at(hours, moment).open_now == at(hours, moment.astimezone(LONDON)).open_now


@given(spans(), MOMENTS)
def test_at_changes_when_it_says(span: tuple[int, int, int], moment: dt.datetime) -> None:
    """It is closed at the moment named as closing, and open at the moment named as opening."""
    day, start, end = span
    hours = parse(f"{DAYS[day]} {_time(start)}-{_time(end)}")
    opening = at(hours, moment)
    change = opening.closes if opening.open_now else opening.opens

    assert change is not None
    # A span inside the hour that March leaves out has no length on that day.
    assert at(hours, change).open_now is not opening.open_now or _changes_near(change)


@pytest.mark.parametrize(
    ("hours", "moment", "said"),
    [
        ("24/7", "2026-11-20T03:00", "any hour"),
        (WEEKDAYS, "2026-11-20T12:00", "open now until 17:00"),
        (WEEKDAYS, "2026-11-20T16:40", "closes in 20 minutes"),
        (WEEKDAYS, "2026-11-20T08:00", "closed, opens 09:00"),
        (WEEKDAYS, "2026-11-19T18:00", "closed, opens tomorrow 09:00"),
        (WEEKDAYS, "2026-11-20T18:00", "closed, opens Monday 09:00"),
        ("Fri 18:00-02:00", "2026-11-20T20:00", "open now until 02:00"),
        ("Fri-Sat 09:00-24:00", "2026-11-20T20:00", "open now until 00:00"),
        ("Mon closed", "2026-11-20T12:00", "closed"),
        (WEEKDAYS, "2026-11-20T16:48", "closes in 12 minutes"),
        (WEEKDAYS, "2026-11-20T16:58:30", "closes in 1 minute"),
        (WEEKDAYS, "2026-11-20T16:59:30", "closes in less than a minute"),
        (WEEKDAYS, "2026-12-25T12:00", "bank holiday today: check the site"),
        (WEEKDAYS, "2026-12-24T18:00", "closed, may open tomorrow 09:00 (bank holiday: check the site)"),
        (f"{WEEKDAYS}; BH closed", "2026-12-24T18:00", "closed, opens Tuesday 09:00"),
    ],
)
def test_say_puts_into_words(hours: str, moment: str, said: str) -> None:
    """The words name the nearest change as a person in the UK would."""
    now = _london(moment)

    assert say(at(parse(hours), now), now) == said


def test_say_counts_real_minutes_through_the_clock_change() -> None:
    """A quarter of an hour before closing is a quarter of an hour, also in the night when the clock jumps."""
    now = dt.datetime(2026, 3, 29, 0, 50, tzinfo=UTC).astimezone(LONDON)

    assert say(at(parse("Sat 18:00-02:15"), now), now) == "closes in 25 minutes"


def test_say_seven_whole_days_are_any_hour() -> None:
    """Seven days from midnight to midnight never close, and are not said to."""
    now = _london("2026-11-20T12:00")

    assert say(at(parse("Mon-Sun 00:00-24:00"), now), now) == "any hour"


@st.composite
def weeks(draw: st.DrawFn) -> list[tuple[int, int, int]]:
    """For some days of the week one span each, past midnight or not."""
    days = draw(st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True))
    return [(day, start, end) for day in sorted(days) for _, start, end in [draw(spans())]]


@given(weeks(), st.datetimes(dt.datetime(2025, 1, 1), dt.datetime(2028, 12, 31)))
def test_at_agrees_with_opening_hours_py(week: list[tuple[int, int, int]], wall: dt.datetime) -> None:
    """The library of OpenStreetMap's opening hours finds the same, away from clock changes and bank holidays.

    Its rules are joined by ", ": after "; " it would cut off the end of a night that reaches into a day with a rule.
    """
    ours = "; ".join(f"{DAYS[day]} {_time(start)}-{_time(end)}" for day, start, end in week)
    theirs = ", ".join(f"{DAYS[day][:2]} {_time(start)}-{_time(end)}" for day, start, end in week)
    moment = wall.replace(tzinfo=LONDON)
    assume(not _changes_near(moment))

    assert at(parse(ours), moment).open_now is opening_hours.OpeningHours(theirs).is_open(wall)
