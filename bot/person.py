"""Hears who is asking, how old the person is that it is about, and whether it is about the writer's own doing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from bot import text as texts
from bot.phrases import compile_all

FOLDER = Path("data") / "phrases"
WATCHING = ("tech_abuse", "stalking_harassment")


class _Phrases(msgspec.Struct, forbid_unknown_fields=True):
    audience: dict[str, tuple[str, ...]]
    age: dict[str, tuple[str, ...]]


class PersonFinder:
    """Reads the phrases once and asks them of each message."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Reads audience.yml and own_behaviour.yml.

        Args:
            folder: Where they are.

        Raises:
            msgspec.ValidationError: If a file has another shape than bot/person.py expects.
            re.error: If a phrase is no regular expression.
        """
        phrases = msgspec.yaml.decode((folder / "audience.yml").read_bytes(), type=_Phrases)
        own = msgspec.yaml.decode((folder / "own_behaviour.yml").read_bytes(), type=dict[str, tuple[str, ...]])
        self._audience, self._age, self._own = compile_all(phrases.audience), compile_all(phrases.age), compile_all(own)

    def audience(self, message: str) -> str | None:
        """child, parent, adult or professional, if the message says it."""
        plain = texts.plain(message)
        return next((name for name, pattern in self._audience.items() if pattern.search(plain)), None)

    def age(self, message: str) -> str | None:
        """under_18 or adult: the age of whoever it is about, if the message says it."""
        plain = texts.plain(message)
        return next((name for name, pattern in self._age.items() if pattern.search(plain)), None)

    def concerns_of_own_behaviour(self, message: str) -> list[str]:
        """Tells for which concerns the words would speak of the writer's own doing.

        Args:
            message: As typed.

        Returns:
            Concerns, because the same words mean different things in each: "I keep looking" is about csam a cry for
            help, about account_security it is nothing.
        """
        plain = texts.plain(message)
        return [concern for concern, pattern in self._own.items() if pattern.search(plain)]


def slots(found: Mapping[str, Any], intent: str | None, known: Mapping[str, Any]) -> dict[str, Any]:
    """Brings together what was known of a person and what a message adds.

    Args:
        found: From the name finder.
        intent: What the message is about.
        known: Slot values so far; `concern` is the worry that was being answered.

    Returns:
        audience, age, area, own_behaviour and watching as they stand now. The last two are True or None, never False.
        Who has asked how to watch another person stays `watching` for the rest of the chat (safeguarding rule 16).
    """
    concern = intent if intent not in (None, "give_area", "give_audience") else known.get("concern")
    audience = found.get("audience") or known.get("audience")
    age = found.get("age") or known.get("age")
    if known.get("audience") == "child" and audience == "adult" and intent is not None and found.get("age") != "adult":
        audience = "child"  # "will my mum know?" is still the child who said "I'm 15"
    own = concern in found.get("own_behaviour", ()) or (known.get("own_behaviour") and concern == known.get("concern"))
    watching = known.get("watching") or (own and concern in WATCHING)
    if audience == "child":
        age = age or "under_18"
    areas = found.get("area") or ()
    return {
        "audience": audience,
        "age": age,
        "area": areas[0] if areas else known.get("area"),
        "own_behaviour": True if own or (watching and concern in WATCHING) else None,
        "watching": True if watching else None,
    }
