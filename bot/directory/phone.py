"""Telephone numbers: a number that cannot exist never reaches anybody."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import phonenumbers

from bot.directory.model import Contact
from bot.files import decode

SHORT = Path("data") / "phrases" / "short_numbers.yml"
DIALLED = ("phone", "sms", "textphone")
_RELAY = "18001"  # typed before any number to reach it through Relay UK


@lru_cache(maxsize=1)
def short_numbers(file: Path = SHORT) -> frozenset[str]:
    """Numbers that are right although they are short.

    Raises:
        FileError: If the file has another shape.
    """
    return frozenset(decode(file, dict[str, dict[str, str]])["short_numbers"])


def problem(contact: Contact) -> str | None:
    """Says what is wrong with a number.

    Args:
        contact: Of any type; only phone, sms and textphone are dialled.

    Returns:
        A sentence, or None if the number can exist.
    """
    if contact.type not in DIALLED:
        return None
    digits = re.sub(r"[\s()-]", "", contact.value).removeprefix(_RELAY)
    if digits in short_numbers():
        return None
    try:
        number = phonenumbers.parse(digits, "GB")
    except phonenumbers.NumberParseException:
        return _wrong(contact)
    if re.fullmatch(r"\+?\d+", digits) and phonenumbers.is_valid_number(number):
        return None
    return _wrong(contact)


def _wrong(contact: Contact) -> str:
    return (
        f"contacts: {contact.value!r} is no telephone number of the UK; correct it, or add a short number to {SHORT}."
    )
