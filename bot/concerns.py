"""The worries that the bot knows: their order of risk, their buttons, and what each is called to a helpline."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from bot.files import decode

FILE = Path("data") / "phrases" / "concerns.yml"
OTHER = {"title": "Something else", "payload": "something else"}


class Concern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A worry.

    Attributes:
        title: What stands on its button.
        payload: Plain words that mean the same when typed.
        say: How somebody would tell a helpline; None if there is nothing to ring about.
        information: True if it asks for knowledge, not for somebody to talk to.
        draft: True while it has not been taught enough; no public release until then.
    """

    title: str
    payload: str
    say: str | None = None
    information: bool = False
    draft: bool = False

    @property
    def button(self) -> dict[str, str]:
        """As Rasa has buttons."""
        return {"title": self.title, "payload": self.payload}


@lru_cache(maxsize=1)
def concerns(file: Path = FILE) -> dict[str, Concern]:
    """Reads the worries.

    Args:
        file: A mapping intent -> Concern.

    Returns:
        By intent, the riskiest first.

    Raises:
        FileError: If the file has another shape.
    """
    return decode(file, dict[str, Concern])


@lru_cache(maxsize=1)
def information() -> frozenset[str]:
    """The worries that ask for knowledge, not for somebody to talk to (safeguarding rule 23)."""
    return frozenset(name for name, concern in concerns().items() if concern.information)


def drafts() -> list[str]:
    """One sentence for each worry that is a draft."""
    return [
        f"{FILE}: {name}: a draft; write its words, then take `draft: true` out."
        for name, concern in concerns().items()
        if concern.draft
    ]
