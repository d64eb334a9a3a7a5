"""The one model of a reply's content: entries of the directory as cards and as plain text.

Cards are the `signposts` payload that every channel gets; the text says the same for whoever sees no cards.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from bot import hours
from bot.choices import WAYS
from bot.directory import freshness, what_happens
from bot.directory.areas import AreaTree
from bot.directory.model import SERVICE_KINDS, Contact, Entry
from bot.directory.opening import nation_of, status

Item = dict[str, Any]
# Fields of a card that stand there only if the entry has them.
_IF_THERE = (
    "url",
    "formerly",
    "only_if",
    "alert",
    "caveat",
    "cost",
    "extent",
    "in_force",
    "minimum_age",
    "maximum_age",
)
_VERBS = {
    "sms": "text",
    "textphone": "textphone",
    "email": "e-mail",
    "video_relay": "BSL",
    "chat": "chat",
    "app": "app",
}
_ORDER = ("phone", "sms", "textphone", "video_relay", "chat", "app", "email", "web")
_UNKNOWN_HOURS = "check the site for hours"
_CHECK_HOURS = "check hours"
_SHORT_NOTE = 5  # words of a note on hours; half a note may mislead, so a short line says to check instead
_SCHEMES = {"phone": "tel:", "textphone": "tel:", "sms": "sms:", "email": "mailto:"}
CALENDAR = "/directory/sessions/{id}.ics"  # where the server has a session for people's calendars


def _href(contact: Contact) -> str | None:
    if contact.type in ("phone", "textphone", "sms"):
        digits = re.sub(r"[^\d+]", "", contact.value)
        return f"{_SCHEMES[contact.type]}{digits}" if digits else None
    if contact.type == "email":
        return f"mailto:{contact.value}"
    value = contact.value
    return value if value.startswith(("https://", "http://")) else f"https://{value}"


def _contact(entry: Entry, contact: Contact, now: dt.datetime) -> Item:
    item: Item = {"type": contact.type, "value": contact.value, "href": _href(contact)}
    item["verified"] = _iso(freshness.verified_on(entry, contact))
    for name in ("label", "how", "free", "on_bill", "hours_note"):
        if getattr(contact, name) is not None:
            item[name] = getattr(contact, name)
    item["hours"] = contact.hours
    item["open_now"] = None
    if contact.hours is not None:
        opening = hours.at(hours.parse(contact.hours), now, nation_of(entry))
        item["open_now"] = None if opening.unsure and opening.open_now else opening.open_now
        item["says"] = hours.say(opening, now)
        for name, moment in (("opens", opening.opens), ("closes", opening.closes)):
            if moment is not None:
                item[name] = moment.isoformat()
    return item


def item(entry: Entry, now: dt.datetime) -> Item:
    """Turns an entry into a card.

    Args:
        entry: From the directory.
        now: The moment, for opening hours and sessions.

    Returns:
        The item of contract 4.3: id, name, kind, description, contacts, area, audiences, source, checked, replaces;
        a session adds starts, ends, status and, unless it is over, join; before it starts, calendar. `what_happens`
        says what to expect, where that is settled; `check_first` that nobody has confirmed it, or not for long.
    """
    card: Item = {
        "id": entry.id,
        "name": entry.name,
        "kind": entry.kind,
        "description": entry.description,
        "contacts": [_contact(entry, contact, now) for contact in entry.contacts],
        "area": list(entry.areas),
        "audiences": list(entry.audiences),
        "source": next((page for page in entry.evidence if page.startswith("http")), entry.source),
        "checked": entry.assured_date.isoformat(),
        "replaces": list(entry.replaces),
        "status": status(entry, now),
        "verified": _iso(_verified(entry)),
        "check_first": freshness.check_first(entry, now),
    }
    for name in _IF_THERE:
        if getattr(entry, name) is not None:
            card[name] = getattr(entry, name)
    expected = what_happens.sentences(entry)
    if expected:
        card["what_happens"] = expected
    if entry.event is not None:
        card |= _session(entry, now)
    return card


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _verified(entry: Entry) -> dt.date | None:
    """The day since which every contact has been rung or opened."""
    days = [freshness.verified_on(entry, contact) for contact in entry.contacts] or [entry.verified_on]
    known = [day for day in days if day is not None]
    return min(known) if len(known) == len(days) else None


def _session(entry: Entry, now: dt.datetime) -> Item:
    event = entry.event
    assert event is not None
    more: Item = {"starts": event.starts.isoformat(), "ends": event.ends.isoformat(), "provider": event.provider}
    if event.join is not None and status(entry, now) != "past":
        join = event.join
        more["join"] = {name: getattr(join, name) for name in join.__struct_fields__ if getattr(join, name)}
    if status(entry, now) == "upcoming":
        more["calendar"] = CALENDAR.format(id=entry.id)
    return more


def payload(concern: str | None, entries: list[Entry], now: dt.datetime) -> Item:
    """The `signposts` payload of contract 4.3, entries sorted into services, sessions and resources."""
    result: Item = {"type": "signposts", "concern": concern, "services": [], "sessions": [], "resources": []}
    for entry in entries:
        place = "sessions" if entry.event else "services" if entry.kind in SERVICE_KINDS else "resources"
        result[place].append(item(entry, now))
    return result


def _contact_text(contact: Contact, now: dt.datetime, nation: str, short: bool = False) -> str:
    if contact.type == "web":
        return contact.value
    how = contact.how.rstrip(".") if contact.how else None
    how = how.split(";")[0] if how and short else how
    said = how or " ".join(filter(None, (_VERBS.get(contact.type), contact.value)))
    if how and contact.value not in how:
        said = f"{contact.value}, {how[0].lower() + how[1:] if how[1:2].islower() else how}"
    notes = [contact.label] if contact.label else []
    if contact.hours:
        notes.append(hours.say(hours.at(hours.parse(contact.hours), now, nation), now))
    elif contact.type in ("phone", "chat"):
        note = contact.hours_note or _UNKNOWN_HOURS
        notes.append(note if not short else note if len(note.split()) < _SHORT_NOTE else _CHECK_HOURS)
    return f"{said} ({', '.join(notes)})" if notes else said


def _preferred(entry: Entry, way: str | None = None) -> list[Contact]:
    """A phone or text line and a link, at most: the text stays short, the card has all."""
    order = [*WAYS.get(way or "", ()), *_ORDER]
    contacts = sorted(entry.contacts, key=lambda contact: order.index(contact.type))
    spoken = [contact for contact in contacts if contact.type not in ("web", "email")][:1]
    links = [contact for contact in contacts if contact.type == "web"][:1] or (
        [contact for contact in contacts if contact.type == "email"][:1]
    )
    if way:  # the usual way beside the chosen one: nobody in a crisis loses the number that answers at any hour
        spoken += [contact for contact in _preferred(entry)[:1] if contact not in spoken and contact.type == "phone"]
    said = {contact.value for contact in spoken}
    links = [contact for contact in links if contact.value not in said]  # a chat is often on the page itself
    return spoken + links if spoken or links else contacts[:1]


def where(entry: Entry, areas: AreaTree) -> str | None:
    """Says where an entry serves, unless that is the whole UK or its name says it: "England and Wales", "Dudley"."""
    names = [
        areas.areas[area].name for area in entry.areas if area != "uk" and areas.areas[area].name not in entry.name
    ]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else None


def line(
    entry: Entry, now: dt.datetime, areas: AreaTree, way: str | None = None, short: bool = False, ages: bool = True
) -> str:
    """One entry as a line of plain text: name, for whom, how to reach it.

    Args:
        entry: From the directory.
        now: The moment.
        areas: For the names of places.
        way: phone, text, chat or web, if the person chose one: such a contact is said first.
        short: True for a first answer, which has to be read in a hurry: no long notes, one sentence of description.
        ages: False where the words before it say for which age it is.

    Returns:
        The line.
    """
    notes = [
        f"formerly {entry.formerly}" if entry.formerly else None,
        f"for {entry.only_if}" if entry.only_if else None,
        where(entry, areas),
        _checked(entry, now),
    ]
    description = re.split(r"[.;,] ", entry.description)[0].rstrip(".") + "." if short else entry.description
    noted = [note for note in notes if note]
    called = entry.short_name if short else entry.name
    name = f"{called} ({'; '.join(noted)})" if noted else called
    said = [_contact_text(contact, now, nation_of(entry), short) for contact in _preferred(entry, way)]
    age = _ages(entry) if ages else None
    return f"- {name}: {'. '.join(said) or description}{f' ({age})' if age else ''}"


def _ages(entry: Entry) -> str | None:
    """Whom it is for by age: "16 and over", "under 19", "11 to 18"."""
    if entry.minimum_age is None:
        return None if entry.maximum_age is None else f"under {entry.maximum_age + 1}"
    return (
        f"{entry.minimum_age} and over" if entry.maximum_age is None else f"{entry.minimum_age} to {entry.maximum_age}"
    )


def _checked(entry: Entry, now: dt.datetime) -> str | None:
    """The date of facts that are no longer fresh, and "check first" where nobody can vouch for them."""
    checked = None if freshness.of(entry, now) == "fresh" else f"checked {entry.assured_date:%B %Y}"
    return ", ".join(filter(None, (checked, "check first" if freshness.check_first(entry, now) else None))) or None


def lines(entries: list[Entry], now: dt.datetime, areas: AreaTree, way: str | None = None, short: bool = False) -> str:
    """Several entries as plain text, one a line. Where one is about to close, the line says who answers at any hour."""
    spoken = [(entry, contact) for entry in entries for contact in _preferred(entry)[:1] if contact.hours]
    always = next(
        (f"{entry.name} {contact.value}" for entry, contact in spoken if _opening(entry, contact, now).always), ""
    )
    closing = {entry.id for entry, contact in spoken if hours.closes_soon(_opening(entry, contact, now), now)}
    return "\n".join(
        line(entry, now, areas, way, short) + (f"; at any hour: {always}" if always and entry.id in closing else "")
        for entry in entries
    )


def _opening(entry: Entry, contact: Contact, now: dt.datetime) -> hours.Opening:
    assert contact.hours is not None
    return hours.at(hours.parse(contact.hours), now, nation_of(entry))
