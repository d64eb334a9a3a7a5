"""Counts the words of a reply as somebody reads them."""

from __future__ import annotations

import re

from bot.verdict import PREFIX

MOST = 90  # words of a first answer, before "more"
# After 999 guidance, which is said whole: in danger a missing way to speak costs more than a line too many
# (docs/decisions/0008).
MOST_IN_DANGER = 120
_BULLET = re.compile(r"^- ", re.MULTILINE)
_NUMBER = re.compile(r"(?<=\d) (?=\d)")


def words(text: str) -> int:
    """How many words a text has; a number or an address is one, however it is written, and a bullet is none."""
    return len(_NUMBER.sub("", _BULLET.sub("", text)).split())


def most(concern: str) -> int:
    """How many words a first answer may have."""
    return MOST_IN_DANGER if concern.startswith(PREFIX) else MOST
