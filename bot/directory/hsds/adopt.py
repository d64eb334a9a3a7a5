"""Services of a feed as files of ours, for a person to review: nothing is guessed, everything is unverified."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, get_args

import msgspec
import yaml

from bot.directory import phone
from bot.directory.directory import Directory
from bot.directory.hsds.schedules import hours_of
from bot.directory.model import Audience, Contact, DirectoryFile, Entry, Kind, Organization

Json = dict[str, Any]
HEAD = """\
# From {source}
# Review every line, then move this file to data/directory/ and add its ids to data/inventory.yml.
"""
_MOST_NAME = 60
_KINDS: dict[str, Any] = {name: name for name in get_args(Kind)}
_AUDIENCES: dict[str, Any] = {name: name for name in get_args(Audience)}


def slug(name: str) -> str:
    """An id from a name: "NSPCC Helpline (UK)" gives nspcc-helpline-uk."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:_MOST_NAME].rstrip("-") or "service"


def files(services: list[Json], directory: Directory, source: str, today: dt.date) -> dict[str, str]:
    """Turns a feed into files.

    Args:
        services: That the standard allows.
        directory: For our places and concerns, and the ids that are taken.
        source: Where the feed came from.
        today: For services that do not say when they were assured.

    Returns:
        File name -> YAML with a comment at its head: one file an organization, every entry unverified, ids that no
        other entry has; a place that we do not know leaves `areas` empty, so that the file is refused until it is
        filled in.
    """
    taken = set(directory.entries)
    grouped: dict[str, list[Json]] = {}
    for service in services:
        grouped.setdefault(str((service.get("organization") or {}).get("name") or service["name"]), []).append(service)
    written: dict[str, str] = {}
    for name, group in grouped.items():
        entries = []
        for service in group:
            entry, notes = _entry(service, directory, source, today, taken)
            taken.add(entry.id)
            entries.append((entry, notes))
        file = free(slug(name), set(written))
        written[file] = _yaml(_organization(name, group[0]), entries, source)
    return {f"{file}.yml": text for file, text in written.items()}


def free(wanted: str, taken: set[str]) -> str:
    """The name itself, or the first of name-2, name-3, ... that nobody has."""
    numbered = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in numbered if name not in taken)


def _organization(name: str, service: Json) -> Organization:
    found = service.get("organization") or {}
    return Organization(id=slug(name), name=name, description=found.get("description"), url=found.get("website"))


def _entry(
    service: Json, directory: Directory, source: str, today: dt.date, taken: set[str]
) -> tuple[Entry, list[str]]:
    areas, strange = _areas(service, directory)
    contacts, wrong = _contacts(service)
    terms = _terms(service)
    day = service.get("assured_date")
    notes = [f"areas: none of ours is called {name!r}; write one of data/directory/areas.yml" for name in strange]
    notes += [f"contacts: {value!r} is no telephone number of the UK, so it was left out" for value in wrong]
    entry = Entry(
        id=free(slug(service["name"]), taken),
        name=service["name"],
        kind=next((_KINDS[term] for term in terms if term in _KINDS), "support_service"),
        description=service.get("description") or service["name"],
        areas=tuple(areas),
        source=source,
        assured_date=dt.date.fromisoformat(day[:10]) if day else today,
        url=service.get("url"),
        audiences=tuple(_AUDIENCES[term] for term in terms if term in _AUDIENCES),
        concerns=tuple(term for term in terms if term in directory.routes),
        contacts=tuple(contacts),
        minimum_age=_years(service.get("minimum_age")),
        maximum_age=_years(service.get("maximum_age")),
        status="unverified" if service["status"] == "active" else "closed",
        confidence="low",
        alert=service.get("alert"),
        evidence=(source,),
    )
    return entry, notes


def _years(age: float | None) -> int | None:
    return None if age is None else int(age)


def _terms(service: Json) -> list[str]:
    terms = ((attribute.get("taxonomy_term") or {}).get("term") for attribute in service.get("attributes") or ())
    return list(dict.fromkeys(str(term) for term in terms if term))


def _areas(service: Json, directory: Directory) -> tuple[list[str], list[str]]:
    known = {
        name.lower(): area.id for area in directory.areas.areas.values() for name in (area.name, area.id, *area.places)
    }
    named = [str(area.get("name") or "") for area in service.get("service_areas") or ()] or [""]
    found = [known[name.lower()] for name in named if name.lower() in known]
    return list(dict.fromkeys(found)), [name for name in named if name.lower() not in known]


def _contacts(service: Json) -> tuple[list[Contact], list[str]]:
    """Numbers, e-mail and page. Hours are kept if there is but one number: a feed does not say whose they are."""
    numbers = [
        (str(one["number"]), one.get("description"))
        for contact in service.get("contacts") or ()
        for one in contact.get("phones") or ()
    ]
    hours = hours_of(service.get("schedules") or ()) if len(numbers) == 1 else None
    made = [Contact(type="phone", value=value, how=about, hours=hours) for value, about in numbers]
    wrong = [contact.value for contact in made if phone.problem(contact)]
    contacts = [contact for contact in made if not phone.problem(contact)]
    if service.get("email"):
        contacts.append(Contact(type="email", value=service["email"]))
    if service.get("url"):
        contacts.append(Contact(type="web", value=service["url"]))
    return contacts, wrong


def _yaml(organization: Organization, entries: list[tuple[Entry, list[str]]], source: str) -> str:
    def comments() -> Iterator[str]:
        for entry, notes in entries:
            yield from (f"# {entry.id}: {note}.\n" for note in notes)

    content = DirectoryFile(organization=organization, entries=tuple(entry for entry, _ in entries))
    plain = msgspec.to_builtins(content, builtin_types=(dt.date, dt.datetime))
    body = yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=120)
    return HEAD.format(source=source) + "".join(comments()) + body
