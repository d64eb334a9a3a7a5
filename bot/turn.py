"""What a reply depends on, and what it comes to."""

from __future__ import annotations

from typing import Any

import msgspec

from bot.directory.directory import Person


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """What a reply depends on.

    Attributes:
        concern: The intent to answer.
        person: What is known of the person.
        shown: Ids of entries shown for this concern.
        asked: Questions asked in this chat.
        disclosed: True once it has been said that nobody was told.
        named: Ids of entries that the message names; a law or document asked for by name stands first.
        refined: True if the person has just told more about themselves, not about the worry.
        changed: The response that says what the last answer changed, such as utter_line_changed_area.
        councils: Area ids to offer, where a postcode fits several.
        abroad: True if the message says that the writer is outside the UK, though whoever it is about may not be.
        near: True if the person said England and no place in it: then the places with lines of their own are offered.
        beside: True if a second worry is answered in the same reply: one route less, so that both fit on one screen.
        said: Words said before the routes; a first answer has no more than bot/length.py allows.
        ambulance: True if the emergency is an injury or illness, not another person.
        contact: phone, text, chat or web: how the person would rather get in touch.
        manner: In which words to answer (bot/manner.py).
    """

    concern: str
    person: Person
    shown: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    disclosed: bool = False
    named: tuple[str, ...] = ()
    refined: bool = False
    changed: str | None = None
    councils: tuple[str, ...] = ()
    abroad: bool = False
    near: bool = False
    beside: bool = False
    said: int = 0
    ambulance: bool = False
    contact: str | None = None
    manner: str | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A reply and what to remember of it."""

    text: str
    buttons: tuple[dict[str, str], ...]
    payload: dict[str, Any]
    shown: tuple[str, ...]
    asked: tuple[str, ...]
    manner: str | None = None
