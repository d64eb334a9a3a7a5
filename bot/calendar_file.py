"""A session as a file for people's own calendars (iCalendar)."""

from __future__ import annotations

import datetime as dt

from icalendar import Calendar, Event

from bot.directory.hsds.ids import uuid_of
from bot.directory.model import Entry
from bot.directory.opening import status
from bot.sessions import how_to_join

PRODUCT = "-//online-harms-signpost//sessions//EN"
TYPE = "text/calendar; charset=utf-8"


def calendar(entry: Entry, now: dt.datetime) -> bytes | None:
    """Writes the file.

    Args:
        entry: A session.
        now: The moment.

    Returns:
        One event with its times, who runs it and how to join; None once it is over, or if the entry is no session.
    """
    if entry.event is None or status(entry, now) == "past":
        return None
    about = [entry.description, f"Run by {entry.event.provider}."]
    if entry.event.join is not None:
        about.append(how_to_join(entry))
    event = Event()
    event.add("uid", uuid_of("event", entry.id))
    event.add("dtstamp", dt.datetime.combine(entry.assured_date, dt.time(), tzinfo=dt.timezone.utc))
    event.add("dtstart", entry.event.starts.astimezone(dt.timezone.utc))
    event.add("dtend", entry.event.ends.astimezone(dt.timezone.utc))
    event.add("summary", entry.name)
    event.add("description", "\n".join(about))
    link = entry.event.join and (entry.event.join.link or entry.event.join.register)
    if link:
        event.add("url", link)
    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add_component(event)
    return bytes(file.to_ical())
