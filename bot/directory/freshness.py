"""How old the facts of an entry are, what that does to it, and what a person has still to try."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

import msgspec

from bot.clock import LONDON
from bot.directory.model import Contact, Entry

DATED_DAYS = 90  # older: the reply says when it was checked
STALE_DAYS = 180  # older: after fresher ones, and "check first"
Freshness = Literal["fresh", "dated", "stale"]


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """An entry that somebody should look at again.

    Attributes:
        entry: Which.
        days: How old its facts are.
        freshness: What it is called from that age on.
    """

    entry: Entry
    days: int
    freshness: Freshness


def age(entry: Entry, now: dt.datetime) -> int:
    """Days since the facts of an entry were put together."""
    return (now.astimezone(LONDON).date() - entry.assured_date).days


def of(entry: Entry, now: dt.datetime) -> Freshness:
    """Says how far an entry can be trusted for its age.

    Args:
        entry: Any.
        now: The moment.

    Returns:
        fresh; dated after 90 days; stale after 180.
    """
    days = age(entry, now)
    if days > STALE_DAYS:
        return "stale"
    return "dated" if days > DATED_DAYS else "fresh"


def check_first(entry: Entry, now: dt.datetime) -> bool:
    """True if the reply must say "check first": nobody has confirmed it, or it is too long ago."""
    return entry.status == "unverified" or (entry.status == "active" and of(entry, now) == "stale")


def waits(entry: Entry, now: dt.datetime) -> bool:
    """True if an entry stands after its fresher alternatives. 999 never waits."""
    return check_first(entry, now) and entry.kind != "emergency"


def over(entry: Entry, now: dt.datetime) -> bool:
    """True for what is closed or past: never shown as it stands, so nobody need check it again."""
    return entry.status in ("closed", "past") or (entry.event is not None and entry.event.ends <= now)


def due(entries: list[Entry], now: dt.datetime, within: int = 0) -> list[Due]:
    """Finds what must be looked at again.

    Args:
        entries: Of the directory.
        now: The moment.
        within: Also what will be due in so many days.

    Returns:
        The oldest first; nothing that is closed or past.
    """
    later = now + dt.timedelta(days=within)
    found = [
        Due(entry=entry, days=age(entry, now), freshness=of(entry, later))
        for entry in entries
        if not over(entry, now) and of(entry, later) != "fresh"
    ]
    return sorted(found, key=lambda one: (-one.days, one.entry.id))


def verified_on(entry: Entry, contact: Contact) -> dt.date | None:
    """The day on which a person rang or opened a contact; None if nobody has."""
    return contact.verified_on or entry.verified_on


def untried(entries: list[Entry], now: dt.datetime) -> Iterator[tuple[Entry, Contact]]:
    """Every contact shown to people that no person has rung or opened."""
    for entry in entries:
        if not over(entry, now):
            yield from ((entry, contact) for contact in entry.contacts if verified_on(entry, contact) is None)
