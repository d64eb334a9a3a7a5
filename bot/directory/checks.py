"""What must hold for an entry beyond the shape of its fields. Each finding says what to write."""

from __future__ import annotations

from collections.abc import Iterator

from bot import hours
from bot.directory import phone
from bot.directory.areas import AreaTree
from bot.directory.model import Contact, Entry


def problems(entry: Entry, tree: AreaTree) -> Iterator[str]:
    """Finds what cannot be right in an entry.

    Args:
        entry: As read from its file.
        tree: The places that there are.

    Yields:
        One sentence a finding: the field, and what to write.
    """
    yield from _areas(entry, tree)
    for contact in entry.contacts:
        yield from _contact(contact)
    yield from _ages(entry)
    yield from _session(entry)
    yield from _verified("", entry.verified_by is None, entry.verified_on is None)


def _areas(entry: Entry, tree: AreaTree) -> Iterator[str]:
    for area in entry.areas:
        if area not in tree.areas:
            yield f"areas: {area!r} is not in data/directory/areas.yml; use one of its ids."
    if not entry.areas:
        yield "areas: say at least one, such as uk."


def _contact(contact: Contact) -> Iterator[str]:
    if contact.hours is not None:
        try:
            hours.parse(contact.hours)
        except hours.HoursError as error:
            yield str(error)
    problem = phone.problem(contact)
    if problem is not None:
        yield problem
    if contact.type == "email" and (contact.value.count("@") != 1 or " " in contact.value):
        yield f"contacts: {contact.value!r} is no e-mail address; write it like help@example.org.uk."
    if contact.type in ("web", "video_relay") and (" " in contact.value or "." not in contact.value):
        yield f"contacts: {contact.value!r} is no web address; write it like https://www.example.org.uk."
    yield from _verified("contacts: ", contact.verified_by is None, contact.verified_on is None)


def _ages(entry: Entry) -> Iterator[str]:
    if entry.minimum_age is not None and entry.maximum_age is not None and entry.minimum_age > entry.maximum_age:
        yield "minimum_age: it is above maximum_age; correct one of the two."


def _session(entry: Entry) -> Iterator[str]:
    if entry.kind == "session" and entry.event is None:
        yield "event: a session needs starts, ends and provider."
    if entry.event is not None and entry.event.ends <= entry.event.starts:
        yield "event: it ends before it starts; correct one of the two."


def _verified(where: str, nobody: bool, no_day: bool) -> Iterator[str]:
    if nobody != no_day:
        yield f"{where}verified_by: write verified_by and verified_on both, or neither."
