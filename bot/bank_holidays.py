"""Bank holidays: which days the nations keep, from the table in data/bank_holidays.yml."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from functools import lru_cache
from pathlib import Path

import msgspec

FILE = Path("data") / "bank_holidays.yml"
DIVISIONS = {
    "england": "england_and_wales",
    "wales": "england_and_wales",
    "scotland": "scotland",
    "northern_ireland": "northern_ireland",
}
SUBDIVISIONS = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern_ireland": "NIR"}
WARN_DAYS = 183  # before the table runs out


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The file.

    Attributes:
        source: Whose calendar it was taken from.
        until: The last day for which it speaks.
        days: Division -> day -> name of the holiday.
    """

    source: str
    until: dt.date
    days: dict[str, dict[dt.date, str]]


class BankHolidayError(ValueError):
    """The table cannot be read; the message says what to write."""


@lru_cache(maxsize=4)
def table(file: Path = FILE) -> Table:
    """Reads the table.

    Raises:
        BankHolidayError: If a division is missing, or something in the file is no date.
    """
    try:
        found = msgspec.yaml.decode(file.read_bytes(), type=Table)
    except (msgspec.DecodeError, ValueError, OSError) as error:
        raise BankHolidayError(f"{file}: {error}; write each day like 2027-01-01: New Year's Day.") from error
    for division in set(DIVISIONS.values()) - set(found.days):
        raise BankHolidayError(f"{file}: days: {division} is missing; add its days.")
    return found


@lru_cache(maxsize=4)
def _computed(nation: str) -> Container[dt.date]:
    """The rules of the nation, for years of which the table says nothing."""
    # Imported when first needed: the guard answers before that.
    import holidays

    calendar: Container[dt.date] = holidays.country_holidays("GB", subdiv=SUBDIVISIONS[nation])
    return calendar


def is_bank_holiday(day: dt.date, nation: str) -> bool:
    """Tells whether a nation keeps a day.

    Args:
        day: Any.
        nation: england, wales, scotland or northern_ireland.

    Returns:
        What the table says; before it begins and after it ends, what the rules of the calendar give.
    """
    days = table().days[DIVISIONS[nation]]
    if min(days) <= day <= table().until:
        return day in days
    return day in _computed(nation)


def running_out(today: dt.date) -> str | None:
    """A warning if the table ends within half a year; else None."""
    left = (table().until - today).days
    if left > WARN_DAYS:
        return None
    state = f"ends on {table().until}" if left >= 0 else f"ended on {table().until}"
    return f"{FILE}: {state}; add the bank holidays of the next years from gov.uk/bank-holidays."
