"""Small entries for tests of the directory."""

from __future__ import annotations

import datetime as dt
from typing import Any

from bot.clock import LONDON
from bot.directory.model import Contact, Entry

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=LONDON)
PHONE = Contact(type="phone", value="0800 1111", hours="24/7", hours_confidence="high")


def entry(**fields: Any) -> Entry:
    """An entry in which all is well, with the fields that a test is about."""
    well: dict[str, Any] = {
        "id": "line",
        "name": "A line",
        "kind": "helpline",
        "description": "Listens.",
        "areas": ("uk",),
        "source": "facts.txt:1",
        "assured_date": NOW.date(),
    }
    return Entry(**(well | fields))


def aged(days: int, **fields: Any) -> Entry:
    """An entry whose facts are so many days old."""
    return entry(assured_date=NOW.date() - dt.timedelta(days=days), **fields)
