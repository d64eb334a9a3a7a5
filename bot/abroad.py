"""Hears that somebody writes from outside the UK, and leaves out the numbers that may not work there."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import msgspec

from bot import text as texts
from bot.directory.areas import ABROAD
from bot.directory.model import Entry
from bot.files import decode
from bot.phrases import Patterns, whole_words
from bot.turn import Turn
from bot.verdict import PREFIX

FILE = Path("data") / "phrases" / "abroad.yml"
LONGEST = 2000  # characters that are read; it bounds the time of a turn
WRITTEN = ("web", "chat", "email", "app")  # ways that need no UK phone


class _Phrases(msgspec.Struct, forbid_unknown_fields=True):
    """data/phrases/abroad.yml; what each part means stands there."""

    here: str
    says: tuple[str, ...]
    unless: tuple[str, ...]
    countries: str


@lru_cache(maxsize=1)
def _patterns(file: Path = FILE) -> Patterns:
    phrases = decode(file, _Phrases)
    country = f"(?:{phrases.countries.strip()})"
    says = [said.replace("{here}", phrases.here).replace("{country}", country) for said in phrases.says]
    return {"says": whole_words(says), "unless": whole_words(phrases.unless)}


def hear(message: str) -> bool:
    """Tells whether somebody says that they are outside the UK.

    Args:
        message: As typed.

    Returns:
        True if the writer says it of themselves, as it is now.
    """
    plain = texts.plain(message[:LONGEST])
    return bool(_patterns()["says"].search(plain)) and not _patterns()["unless"].search(plain)


def reachable(entries: Iterable[Entry], area: str | None) -> list[Entry]:
    """What somebody can use where they are.

    Args:
        entries: In the order of showing.
        area: Where the person is, if they have said.

    Returns:
        The same; for somebody abroad only what has a page, a chat or an address, without its UK phone numbers.
    """
    if area != ABROAD:
        return list(entries)
    written = [
        msgspec.structs.replace(entry, contacts=tuple(contact for contact in entry.contacts if contact.type in WRITTEN))
        for entry in entries
    ]
    return [entry for entry in written if entry.contacts]


def warning(turn: Turn) -> list[str]:
    """Names of the responses that somebody outside the UK has to read before anything else; empty for all others."""
    if not turn.abroad and turn.person.area != ABROAD:
        return []
    return ["utter_line_abroad", *(["utter_line_abroad_999"] if turn.concern.startswith(PREFIX) else [])]
