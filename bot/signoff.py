"""Who has signed the emergency texts. Until they have, every page and channel says: a demonstration."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import msgspec

from bot import clock
from bot.wording import Reply, Wording

FILE = Path("data") / "signoff.yml"
LASTS = dt.timedelta(days=365)
OPENING, DEMONSTRATION = "utter_line_opening", "utter_line_demonstration"


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

    def opening(self, wording: Wording, said: Iterable[Reply] = ()) -> str:
        """What a channel must have told somebody by the end of its first answer.

        Args:
            wording: Holds the two texts.
            said: The answer itself, which may hold the opening text already.

        Returns:
            The opening text unless it was said, and the warning below; maybe nothing.
        """
        text = wording.text(OPENING)
        told = any(text in str(reply.get("text") or "") for reply in said)
        return "\n".join(line for line in ("" if told else text, self.warning(wording)) if line)

    def warning(self, wording: Wording) -> str:
        """That this is a demonstration; nothing once all have signed."""
        return "" if self.complete(clock.now().date()) else wording.text(DEMONSTRATION)


def read(path: Path = FILE) -> SignOff:
    """Reads the sign-off file.

    Raises:
        ValueError: If a field is missing, misspelt or no date.
    """
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=SignOff)
    except msgspec.DecodeError as error:
        raise ValueError(f"{path}: {error}; write name, role and date (2026-11-20) under each of the four.") from error
