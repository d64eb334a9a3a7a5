"""The one model of a reply's content: entries of the directory as cards and as plain text.

Cards are the `signposts` payload that every channel gets; the text says the same for whoever sees no cards.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from bot import hours
from bot.directory.areas import AreaTree
from bot.directory.directory import nation_of
from bot.directory.model import Contact, Entry

Item = dict[str, Any]
SERVICE_KINDS = {
    "emergency",
    "helpline",
    "reporting_route",
    "police",
    "safeguarding_team",
    "support_service",
    "platform_safety_centre",
}
_VERBS = {
    "sms": "text",
    "textphone": "textphone",
    "email": "e-mail",
    "video_relay": "BSL",
    "chat": "chat",
    "app": "app",
}
_SCHEMES = {"phone": "tel:", "textphone": "tel:", "sms": "sms:", "email": "mailto:"}
_FRESH_DAYS = 180


def _href(contact: Contact) -> str | None:
    if contact.type in ("phone", "textphone", "sms"):
        digits = re.sub(r"[^\d+]", "", contact.value)
        return f"{_SCHEMES[contact.type]}{digits}" if digits else None
    if contact.type == "email":
        return f"mailto:{contact.value}"
    value = contact.value
    return value if value.startswith(("https://", "http://")) else f"https://{value}"


def _contact(contact: Contact, now: dt.datetime, nation: str) -> Item:
    item: Item = {"type": contact.type, "value": contact.value, "href": _href(contact)}
    for name in ("label", "how", "free", "on_bill", "hours_note"):
        if getattr(contact, name) is not None:
            item[name] = getattr(contact, name)
    item["hours"] = contact.hours
    item["open_now"] = None
    if contact.hours is not None:
        opening = hours.at(hours.parse(contact.hours), now, nation)
        item["open_now"] = opening.open_now
        item["says"] = hours.say(opening, now)
        for name, moment in (("opens", opening.opens), ("closes", opening.closes)):
            if moment is not None:
                item[name] = moment.isoformat()
    return item


def status(entry: Entry, now: dt.datetime) -> str:
    """Upcoming, live or past for a session; else the entry's own status."""
    if entry.event is None:
        return entry.status
    if now < entry.event.starts:
        return "upcoming"
    return "live" if now < entry.event.ends else "past"


def item(entry: Entry, now: dt.datetime) -> Item:
    """Turns an entry into a card.

    Args:
        entry: From the directory.
        now: The moment, for opening hours and sessions.

    Returns:
        The item of contract 4.3: id, name, kind, description, contacts, area, audiences, source, checked, replaces;
        a session adds starts, ends, status and, unless it is over, join.
    """
    card: Item = {
        "id": entry.id,
        "name": entry.name,
        "kind": entry.kind,
        "description": entry.description,
        "contacts": [_contact(contact, now, nation_of(entry)) for contact in entry.contacts],
        "area": list(entry.areas),
        "audiences": list(entry.audiences),
        "source": next((page for page in entry.evidence if page.startswith("http")), entry.source),
        "checked": entry.assured_date.isoformat(),
        "replaces": list(entry.replaces),
        "status": status(entry, now),
        "verified": entry.verified_on.isoformat() if entry.verified_on else None,
    }
    for name in ("url", "formerly", "only_if", "alert", "caveat", "cost", "extent", "in_force"):
        if getattr(entry, name) is not None:
            card[name] = getattr(entry, name)
    if entry.what_happens is not None:
        words = entry.what_happens
        card["what_happens"] = {name: getattr(words, name) for name in words.__struct_fields__ if getattr(words, name)}
    if entry.event is not None:
        card |= _session(entry, now)
    return card


def _session(entry: Entry, now: dt.datetime) -> Item:
    event = entry.event
    assert event is not None
    more: Item = {"starts": event.starts.isoformat(), "ends": event.ends.isoformat(), "provider": event.provider}
    if event.join is not None and status(entry, now) != "past":
        join = event.join
        more["join"] = {name: getattr(join, name) for name in join.__struct_fields__ if getattr(join, name)}
    return more


def payload(concern: str | None, entries: list[Entry], now: dt.datetime) -> Item:
    """The `signposts` payload of contract 4.3, entries sorted into services, sessions and resources."""
    result: Item = {"type": "signposts", "concern": concern, "services": [], "sessions": [], "resources": []}
    for entry in entries:
        place = "sessions" if entry.event else "services" if entry.kind in SERVICE_KINDS else "resources"
        result[place].append(item(entry, now))
    return result


def _contact_text(contact: Contact, now: dt.datetime, nation: str) -> str:
    if contact.type == "web":
        return contact.value
    said = contact.how or " ".join(filter(None, (_VERBS.get(contact.type), contact.value)))
    if contact.how and contact.value not in contact.how:
        said = f"{contact.value}, {contact.how}"
    notes = [contact.label] if contact.label else []
    if contact.hours:
        notes.append(hours.say(hours.at(hours.parse(contact.hours), now, nation), now))
    elif contact.type in ("phone", "chat"):
        notes.append(contact.hours_note or "check the site for hours")
    return f"{said} ({', '.join(notes)})" if notes else said


def _preferred(entry: Entry) -> list[Contact]:
    """A phone or text line and a link, at most: the text stays short, the card has all."""
    order = ["phone", "sms", "textphone", "video_relay", "chat", "app", "email", "web"]
    contacts = sorted(entry.contacts, key=lambda contact: order.index(contact.type))
    spoken = [contact for contact in contacts if contact.type not in ("web", "email")][:1]
    links = [contact for contact in contacts if contact.type == "web"][:1] or (
        [contact for contact in contacts if contact.type == "email"][:1]
    )
    return spoken + links if spoken or links else contacts[:1]


def where(entry: Entry, areas: AreaTree) -> str | None:
    """Says where an entry serves, unless that is the whole UK or its name says it: "England and Wales", "Dudley"."""
    names = [
        areas.areas[area].name for area in entry.areas if area != "uk" and areas.areas[area].name not in entry.name
    ]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else None


def line(entry: Entry, now: dt.datetime, areas: AreaTree) -> str:
    """One entry as a line of plain text: name, for whom, how to reach it."""
    notes = [
        f"formerly {entry.formerly}" if entry.formerly else None,
        f"for {entry.only_if}" if entry.only_if else None,
        where(entry, areas),
        "check first" if entry.status == "unverified" else None,
        _age_note(entry, now),
    ]
    noted = [note for note in notes if note]
    name = f"{entry.name} ({'; '.join(noted)})" if noted else entry.name
    contacts = ". ".join(_contact_text(contact, now, nation_of(entry)) for contact in _preferred(entry))
    return f"- {name}: {contacts}" if contacts else f"- {name}: {entry.description}"


def _age_note(entry: Entry, now: dt.datetime) -> str | None:
    age = (now.date() - entry.assured_date).days
    return f"checked {entry.assured_date:%B %Y}, check first" if age > _FRESH_DAYS else None


def lines(entries: list[Entry], now: dt.datetime, areas: AreaTree) -> str:
    """Several entries as plain text, one a line."""
    return "\n".join(line(entry, now, areas) for entry in entries)
