"""What a person should look at, though nothing is broken: facts that are old, and what nobody has tried yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from bot import bank_holidays
from bot.directory import freshness
from bot.directory.directory import Directory
from bot.directory.model import Contact, Entry

_SHOWN = {"fresh": "soon due", "dated": "shown with its date", "stale": "shown as 'check first'"}
_TRYING = {"phone": "ring", "sms": "text", "textphone": "ring", "email": "write to"}
MOST = 10  # lines of one kind in `make check`; the command named at their end has all


def warnings(directory: Directory, now: dt.datetime) -> Iterator[str]:
    """What `make check` says without failing.

    Args:
        directory: That was loaded.
        now: The moment.

    Yields:
        One sentence each: where, and what to do.
    """
    yield from _shortened(due(directory, now), "python -m bot directory due")
    yield from insecure(directory)
    table = bank_holidays.running_out(now.date())
    if table is not None:
        yield table


def _shortened(lines: Iterable[str], command: str) -> Iterator[str]:
    every = list(lines)
    yield from every[:MOST]
    if len(every) > MOST:
        yield f"{len(every) - MOST} more: {command}"


def _place(directory: Directory, name: str) -> str:
    origin = directory.origins.get(name)
    return f"{origin.file if origin else 'data/directory'}: {name}"


def due(directory: Directory, now: dt.datetime, within: int = 0) -> Iterator[str]:
    """One sentence for each entry that is older than 90 days, or will be within so many days; the oldest first."""
    for one in freshness.due(list(directory.entries.values()), now, within):
        shown = _SHOWN[freshness.of(one.entry, now)]
        yield (
            f"{_place(directory, one.entry.id)}: assured_date: {one.entry.assured_date} is {one.days} days old "
            f"({shown}); look at its pages, correct what has changed and write today's date."
        )


def insecure(directory: Directory) -> Iterator[str]:
    """Links that are not https."""
    for entry in directory.entries.values():
        for value in (entry.url or "", *(contact.value for contact in entry.contacts)):
            if value.startswith("http://"):
                yield f"{_place(directory, entry.id)}: {value}: write https:// if the site has it."


def untried(directory: Directory, now: dt.datetime) -> Iterator[str]:
    """One line for each contact that no person has tried: what stands between us and a release. Crisis lines first."""
    leading = {name for route in directory.routes.values() for name in (*route.any_hour, *route.first)}
    found = freshness.untried(list(directory.entries.values()), now)
    for entry, contact in sorted(found, key=lambda one: (one[0].kind != "emergency", one[0].id not in leading)):
        yield f"{_place(directory, entry.id)}: {_todo(entry, contact)}"


def _todo(entry: Entry, contact: Contact) -> str:
    if entry.kind == "emergency":
        return f"{contact.value}: never try it out; let a police or telephone company contact confirm it"
    return f"{_TRYING.get(contact.type, 'open')} {contact.value}"
