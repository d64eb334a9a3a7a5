"""In which words the bot speaks: plain English, easy words or Welsh; a response in another manner has a suffix."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from bot.words.languages import EASY, approved, languages


def of(slots: Mapping[str, Any]) -> str | None:
    """The suffix of the manner that somebody chose: cy, easy, or None for plain English.

    Args:
        slots: `lang` and `easy_read` as they stand.

    Returns:
        A language before easy words; only a manner that is approved.
    """
    lang = slots.get("lang")
    if lang in languages() and approved(str(lang)):
        return str(lang)
    return EASY if slots.get("easy_read") and approved(EASY) else None


def name_of(response: str, manner: str | None, names: Container[str]) -> str:
    """The response in a manner, or the plain one where there is none yet."""
    other = f"{response}_{manner}"
    return other if manner and other in names else response


def mark(manner: str | None) -> dict[str, str] | None:
    """What tells a channel that the text before it is in another language, so that a screen reader speaks it."""
    return {"type": "language", "lang": manner} if manner in languages() else None
