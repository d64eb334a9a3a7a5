"""Who has signed the emergency texts. Until they have, every page says that it is a demonstration."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec

FILE = Path("data") / "signoff.yml"
LASTS = dt.timedelta(days=365)


class Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person, whom they speak for, and the day on which they signed."""

    name: str | None = None
    role: str | None = None
    date: dt.date | None = None

    def holds(self, today: dt.date) -> bool:
        """True if it is filled in, and not older than a year."""
        return bool(self.name and self.role and self.date and today - LASTS <= self.date <= today)


class SignOff(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The four signatures without which nothing goes before the public."""

    clinical: Signature
    police: Signature
    data_protection: Signature
    safeguarding: Signature

    def complete(self, today: dt.date) -> bool:
        """True if all four hold."""
        return all(getattr(self, name).holds(today) for name in self.__struct_fields__)


def read(path: Path = FILE) -> SignOff:
    """Reads the sign-off file.

    Raises:
        ValueError: If a field is missing, misspelt or no date.
    """
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=SignOff)
    except msgspec.DecodeError as error:
        raise ValueError(f"{path}: {error}; write name, role and date (2026-11-20) under each of the four.") from error
