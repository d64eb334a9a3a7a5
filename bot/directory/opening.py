"""Who answers when: of a whole entry, as far as its facts know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from bot import hours
from bot.directory import freshness
from bot.directory.areas import NATIONS
from bot.directory.model import Contact, Entry

SPOKEN = ("phone", "sms", "textphone", "chat", "video_relay")  # somebody answers there, at once


def status(entry: Entry, now: dt.datetime) -> str:
    """Upcoming, live or past for a session, by the clock; else the entry's own status."""
    if entry.event is None:
        return entry.status
    if now < entry.event.starts:
        return "upcoming"
    return "live" if now < entry.event.ends else "past"


def nation_of(entry: Entry) -> str:
    """Whose bank holidays an entry keeps: those of its nation, else England's."""
    return next((area for area in entry.areas if area in NATIONS), NATIONS[0]) if len(entry.areas) == 1 else NATIONS[0]


def _spoken(entry: Entry, now: dt.datetime) -> Iterator[tuple[Contact, hours.Opening]]:
    for contact in entry.contacts:
        if contact.hours and contact.type in SPOKEN:
            yield contact, hours.at(hours.parse(contact.hours), now, nation_of(entry))


def is_open(entry: Entry, now: dt.datetime) -> bool:
    """True if a person answers at this moment by phone, text or chat, as far as the facts know."""
    return any(opening.open_now for _, opening in _spoken(entry, now))


def surely_open(entry: Entry, now: dt.datetime) -> bool:
    """True if a person answers at this moment, the facts are sure of the hours, and they are fresh."""
    return (
        entry.status == "active"
        and not freshness.check_first(entry, now)
        and any(
            opening.open_now and not opening.unsure and contact.hours_confidence == "high"
            for contact, opening in _spoken(entry, now)
        )
    )


def any_hour(entry: Entry, now: dt.datetime) -> bool:
    """True if a person answers at any hour, the facts are sure of it, and they are fresh (safeguarding rule 23)."""
    return (
        entry.status == "active"
        and not freshness.check_first(entry, now)
        and any(opening.always and contact.hours_confidence == "high" for contact, opening in _spoken(entry, now))
    )
