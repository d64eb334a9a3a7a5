"""The directory as one CSV table, a row an entry, for spreadsheets."""

from __future__ import annotations

import csv
import io

from bot.directory.directory import Directory
from bot.directory.model import Entry

COLUMNS = (
    "id", "name", "organization", "kind", "status", "description", "url", "phone", "text", "email", "hours", "areas",
    "audiences", "minimum_age", "maximum_age", "concerns", "alert", "confidence", "assured_date", "verified_on",
    "evidence",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _values(entry: Entry, *kinds: str) -> str:
    return "; ".join(contact.value for contact in entry.contacts if contact.type in kinds)


def _safe(value: object) -> str:
    """What a spreadsheet would run as a formula is kept as text."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def table(directory: Directory) -> str:
    """Writes all entries, closed ones with their status too.

    Args:
        directory: That was loaded.

    Returns:
        CSV with a heading; several values of one cell are separated by "; ".
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for name, entry in sorted(directory.entries.items()):
        hours = "; ".join(f"{contact.value}: {contact.hours}" for contact in entry.contacts if contact.hours)
        cells = {
            "organization": directory.origins[name].organization.name,
            "phone": _values(entry, "phone", "textphone"),
            "text": _values(entry, "sms"),
            "email": _values(entry, "email"),
            "hours": hours,
            **{field: "; ".join(getattr(entry, field)) for field in ("areas", "audiences", "concerns", "evidence")},
        }
        writer.writerow(_safe(cells[column] if column in cells else getattr(entry, column)) for column in COLUMNS)
    return out.getvalue()
