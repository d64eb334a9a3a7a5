"""Entries as services of HSDS-UK 3.0.

What the standard has no field for (hours of each contact, what happens if somebody gets in touch, who tried it) stands
in `signpost`, beside the standard's own fields.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from bot.directory import freshness, what_happens
from bot.directory.directory import Directory
from bot.directory.hsds.ids import uuid_of
from bot.directory.hsds.schedules import schedules
from bot.directory.hsds.terms import attributes
from bot.directory.model import SERVICE_KINDS, Contact, Entry, Organization

Json = dict[str, Any]
SERVICES = SERVICE_KINDS | {"training", "session"}
ONE_TO_ONE = (
    "id", "organization_id", "name", "description", "url", "email", "status", "fees", "minimum_age", "maximum_age",
    "assured_date", "alert", "organization",
)  # fmt: skip


def services(directory: Directory, now: dt.datetime) -> list[Json]:
    """All services of the directory, fully nested, in the order of their ids.

    Args:
        directory: Documents, laws and policies in it are no services and are left out.
        now: The moment, for what is over.

    Returns:
        Services of HSDS-UK 3.0.
    """
    entries = (entry for _, entry in sorted(directory.entries.items()) if entry.kind in SERVICES)
    return [service(directory, entry, now) for entry in entries]


def brief(full: Json) -> Json:
    """A service as lists show it: only what it has one of."""
    return {name: full[name] for name in ONE_TO_ONE if name in full}


def _web(entry: Entry, organization: Organization) -> str | None:
    pages = (contact.value for contact in entry.contacts if contact.type in ("web", "chat", "video_relay"))
    page = entry.url or next(pages, None) or organization.url
    return page if page is None or "://" in page else f"https://{page}"


def service(directory: Directory, entry: Entry, now: dt.datetime) -> Json:
    """One entry as a service; a field that the facts do not settle is absent."""
    organization = directory.origins[entry.id].organization
    name = uuid_of("service", entry.id)
    emails = [contact.value for contact in entry.contacts if contact.type == "email"]
    found: Json = {
        "id": name,
        "organization_id": uuid_of("organization", organization.id),
        "name": entry.name,
        "description": entry.description,
        "url": _web(entry, organization),
        "email": emails[0] if emails else None,
        "status": "defunct" if freshness.over(entry, now) else "active",
        "minimum_age": entry.minimum_age,
        "maximum_age": entry.maximum_age,
        "assured_date": entry.assured_date.isoformat(),
        "alert": _alert(entry, now),
        "organization": _organization(organization),
        "schedules": list(_schedules(entry, name)),
        "service_areas": [_area(directory, entry, area) for area in entry.areas],
        "cost_options": list(_costs(entry, name)),
        "contacts": [_contact(entry, contact, number) for number, contact in enumerate(entry.contacts)],
        "attributes": list(attributes(entry)),
        "signpost": _ours(directory, entry),
    }
    return {field: value for field, value in found.items() if value not in (None, [])}


def _alert(entry: Entry, now: dt.datetime) -> str | None:
    unsure = None if not freshness.check_first(entry, now) else "Check first: these facts are not confirmed."
    return " ".join(filter(None, (entry.alert, unsure))) or None


def _organization(organization: Organization) -> Json:
    found = {
        "id": uuid_of("organization", organization.id),
        "name": organization.name,
        "description": organization.description or organization.name,
        "website": organization.url,
    }
    return {field: value for field, value in found.items() if value is not None}


def _schedules(entry: Entry, name: str) -> Iterator[Json]:
    for number, contact in enumerate(entry.contacts):
        for place, schedule in enumerate(schedules(contact.hours) if contact.hours else ()):
            yield {
                "id": uuid_of("schedule", entry.id, str(number), str(place)),
                "service_id": name,
                **schedule,
                "description": f"{contact.type} {contact.value}, UK time: {contact.hours}",
            }
    if entry.event is not None:
        day = entry.event.starts.date().isoformat()
        yield {
            "id": uuid_of("schedule", entry.id, "event"),
            "service_id": name,
            "valid_from": day,
            "valid_to": entry.event.ends.date().isoformat(),
            "dtstart": day,
            "opens_at": entry.event.starts.isoformat()[11:],
            "closes_at": entry.event.ends.isoformat()[11:],
            "attending_type": "online",
        }


def _area(directory: Directory, entry: Entry, area: str) -> Json:
    return {
        "id": uuid_of("service_area", entry.id, area),
        "service_id": uuid_of("service", entry.id),
        "name": directory.areas.areas[area].name,
    }


def _costs(entry: Entry, name: str) -> Iterator[Json]:
    free = any(contact.free for contact in entry.contacts) or entry.cost == "free"
    if free or entry.cost:
        cost: Json = {"id": uuid_of("cost_option", entry.id), "service_id": name}
        yield cost | ({"amount": 0, "amount_description": "free"} if free else {"amount_description": entry.cost})


def _contact(entry: Entry, contact: Contact, number: int) -> Json:
    name = uuid_of("contact", entry.id, str(number))
    found: Json = {
        "id": name,
        "service_id": uuid_of("service", entry.id),
        "name": contact.label or contact.type,
    }
    if contact.type in ("phone", "sms", "textphone"):
        phone = {"id": uuid_of("phone", entry.id, str(number)), "contact_id": name, "number": contact.value}
        about = ", ".join(filter(None, (contact.type if contact.type != "phone" else None, contact.how)))
        found["phones"] = [phone | ({"description": about} if about else {})]
    return found


def _ours(directory: Directory, entry: Entry) -> Json:
    """What the standard has no field for."""
    found: Json = {
        "id": entry.id,
        "kind": entry.kind,
        "status": entry.status,
        "confidence": entry.confidence,
        "areas": list(entry.areas),
        "alternate_name": list(entry.alternate_name),
        "only_if": entry.only_if,
        "caveat": entry.caveat,
        "evidence": list(entry.evidence),
        "what_happens": what_happens.sentences(entry),
        "replaces": list(entry.replaces),
        "replaced_by": list(entry.replaced_by),
        "contacts": [_fields(contact) for contact in entry.contacts],
    }
    return {field: value for field, value in found.items() if value not in (None, [], {})}


def _fields(contact: Contact) -> Json:
    fields = {name: getattr(contact, name) for name in contact.__struct_fields__}
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in fields.items()
        if value is not None
    }
