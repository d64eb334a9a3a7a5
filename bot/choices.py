"""Hears what somebody chooses in their own words: a way to get in touch, what makes it hard, how they want to read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from bot import text as texts
from bot.directory.model import Entry
from bot.directory.opening import is_open
from bot.files import decode
from bot.phrases import Patterns, compile_all

FILE = Path("data") / "phrases" / "choices.yml"
# What counts as each way, the best first: who would rather text is helped by a chat as well.
WAYS: dict[str, tuple[str, ...]] = {
    "phone": ("phone",),
    "text": ("sms", "chat", "app", "textphone"),
    "chat": ("chat", "app", "sms"),
    "web": ("web", "chat", "email", "app"),
}
_SAME = {"text_or_chat": "text", "phone_named": "phone"}  # "I hate phone calls" says no more
FIRST = 3  # routes that are seen at once
POLICE_101 = "police-101"


class _Phrases(msgspec.Struct, forbid_unknown_fields=True):
    contact: dict[str, tuple[str, ...]]
    barrier: dict[str, tuple[str, ...]]
    about: dict[str, tuple[str, ...]]
    manner: dict[str, tuple[str, ...]]
    answer: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def _phrases(file: Path = FILE) -> dict[str, Patterns]:
    phrases = decode(file, _Phrases)
    return {name: compile_all(getattr(phrases, name)) for name in phrases.__struct_fields__}


def _first(kind: str, message: str) -> str | None:
    plain = texts.plain(message)
    return next((name for name, pattern in _phrases()[kind].items() if pattern.search(plain)), None)


def contact(message: str) -> str | None:
    """phone, text, chat or web, if the message says which; "no calls please" is text."""
    way = _first("contact", message)
    return _SAME.get(way, way) if way else None


def barrier(message: str) -> str | None:
    """What makes it hard to get in touch: a key of data/phrases/choices.yml, if the message says it."""
    return _first("barrier", message)


def asks_for_name(message: str) -> bool:
    """True for "do I have to give my name?"."""
    return _first("about", message) in ("give_name", "name")


def asks_whether_to_look(message: str) -> bool:
    """True for "do I look at the pictures?"."""
    return _first("about", message) == "look"


def no_calls(message: str) -> str | None:
    """The other way to get in touch for "I can't phone, I'm deaf"; None where the police or 999 are what is refused."""
    way = contact(message)
    return None if way == "phone" or _first("about", message) == "police" else way


def not_privacy(message: str) -> str | None:
    """The response for "do I have to give my name?" and "will I get arrested?", which sound like "who sees this?"."""
    if _first("about", message) == "give_name":
        return "utter_call_name"
    return "utter_barrier_my_fault" if _first("about", message) == "trouble" else None


def is_no(message: str) -> bool:
    """True if a message can only mean no: "no, I'm fine", and not "no one would notice"."""
    return _first("answer", message) == "plain_no"


def manner(message: str) -> str | None:
    """cy, en, or usual for "no more easy words", if the message asks for it."""
    return _first("manner", message)


def reached_by(entry: Entry, way: str) -> bool:
    """True if an entry can be reached this way. Nearly all have a page: only those without a number count for web."""
    types = {found.type for found in entry.contacts}
    return bool(types & set(WAYS[way]))


def in_order(entries: Iterable[Entry], way: str | None, now: dt.datetime) -> list[Entry]:
    """Puts those first that can be reached in the way that somebody chose.

    Args:
        entries: In the order of the directory.
        way: phone, text, chat or web; None leaves the order.
        now: The moment.

    Returns:
        All of them; if none of the first three answers now though one of the first three did, that one stays third.
    """
    before = list(entries)
    if way is None:
        return before
    after = sorted(before, key=lambda entry: not reached_by(entry, way))
    awake = [entry for entry in before[:FIRST] if is_open(entry, now)]
    if awake and not any(is_open(entry, now) for entry in after[:FIRST]):
        rest = [entry for entry in after if entry is not awake[0]]
        return [*rest[: FIRST - 1], awake[0], *rest[FIRST - 1 :]]
    return after


def others(entries: Iterable[Entry], had: Sequence[str], now: dt.datetime) -> list[Entry]:
    """Those where somebody answers now and that were not shown: for who rang and heard nobody."""
    return [entry for entry in entries if entry.id not in had and is_open(entry, now)]


def first(entries: Sequence[Entry], now: dt.datetime, most: int) -> list[Entry]:
    """The first entries; where all of them sleep and the next one does not, that one in the place of the last."""
    asleep = not any(is_open(entry, now) for entry in entries[:most])
    if len(entries) > most and asleep and is_open(entries[most], now):
        return [*entries[: most - 1], entries[most]]
    return list(entries[:most])


def one_number_once(entries: Sequence[Entry]) -> list[Entry]:
    """Without the general 101 behind the person's own force, which answers on 101 as well."""
    own = next((place for place, entry in enumerate(entries) if entry.id != POLICE_101 and _is_101(entry)), None)
    return [entry for place, entry in enumerate(entries) if own is None or place < own or entry.id != POLICE_101]


def _is_101(entry: Entry) -> bool:
    return entry.kind == "police" and any(contact.value == "101" for contact in entry.contacts)
