"""Says in which other forms (Welsh, easy words) the bot may speak: only in those that somebody has approved."""

from __future__ import annotations

import datetime as dt
import os
from functools import lru_cache
from pathlib import Path

import msgspec

from bot.files import decode

FILE = Path("data") / "wording" / "languages.yml"
DRAFTS = "SIGNPOST_DRAFTS"  # "1" shows what nobody has approved, to those who are to approve it
WELSH = "cy"
EASY = "easy"
MARK = "(Draft: nobody who speaks this language has checked these words.)"  # under what a reviewer is shown


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form of the replies beside plain English.

    Attributes:
        name: What people call it.
        approved_by: Who answers for the words; None if nobody does yet.
        approved_on: Since when.
    """

    name: str
    approved_by: str | None = None
    approved_on: dt.date | None = None


@lru_cache(maxsize=1)
def forms(file: Path = FILE) -> dict[str, Form]:
    """Reads the forms.

    Args:
        file: A mapping suffix -> Form.

    Returns:
        Forms by suffix.

    Raises:
        FileError: If the file has another shape.
    """
    return decode(file, dict[str, Form])


def drafts() -> bool:
    """True if what nobody has approved is to be seen, with a mark, by those who are to approve it."""
    return os.environ.get(DRAFTS) == "1"


def is_draft(form: str) -> bool:
    """True for a form that nobody has approved yet, whether it is shown or not."""
    known = forms().get(form)
    return known is not None and (known.approved_by is None or known.approved_on is None)


def approved(form: str) -> bool:
    """Tells whether the bot may speak in a form.

    Args:
        form: A suffix of languages.yml, such as cy.

    Returns:
        True if a person has approved it, or if drafts are to be seen. False for a form that is not there.
    """
    return form in forms() and (drafts() or not is_draft(form))


def languages() -> tuple[str, ...]:
    """The languages beside English that there are words in, approved or not."""
    return tuple(form for form in forms() if form != EASY)
