"""Counts the words of a reply as somebody reads them."""

from __future__ import annotations

import re

MOST = 90  # words of a first answer, before "more"
_BULLET = re.compile(r"^- ", re.MULTILINE)
_NUMBER = re.compile(r"(?<=\d) (?=\d)")


def words(text: str) -> int:
    """How many words a text has; a number or an address is one, however it is written, and a bullet is none."""
    return len(_NUMBER.sub("", _BULLET.sub("", text)).split())
