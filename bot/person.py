"""Hears who is asking, how old the person is that it is about, and whether it is about the writer's own doing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from bot import text as texts
from bot.files import decode
from bot.phrases import compile_all, whole_words

FOLDER = Path("data") / "phrases"
LONGEST = 2000  # characters that are read for who is asking; it bounds the time of a turn
WATCHING = ("tech_abuse", "stalking_harassment")
_Pattern = re.Pattern[str]
_WORD = re.compile(r"\{([a-z_]+)\}")


class PhrasesError(ValueError):
    """A phrase cannot be read; one sentence says what to write."""


class _Rule(msgspec.Struct, forbid_unknown_fields=True):
    """Who it is if one of `says` is heard and none of `unless`."""

    who: str
    says: tuple[str, ...]
    unless: tuple[str, ...] = ()


class _People(msgspec.Struct, forbid_unknown_fields=True):
    """data/phrases/people.yml; what each part means stands there."""

    words: dict[str, str | tuple[str, ...]]
    ignore: tuple[str, ...]


class _Compiled(msgspec.Struct, frozen=True):
    who: str
    says: _Pattern
    unless: _Pattern | None


class PersonFinder:
    """Reads the phrases once and asks them of each message."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Reads people.yml, audience.yml, age.yml and own_behaviour.yml.

        Args:
            folder: Where they are.

        Raises:
            FileError: If a file has another shape than bot/person.py expects.
            re.error: If a phrase is no regular expression.
            PhrasesError: If a phrase uses a {word} that people.yml does not have.
        """
        people = decode(folder / "people.yml", _People)
        own = decode(folder / "own_behaviour.yml", dict[str, tuple[str, ...]])
        self._words = {name: said if isinstance(said, str) else "|".join(said) for name, said in people.words.items()}
        self._ignore = self._compile(people.ignore)
        self._audience, self._age = self._rules(folder / "audience.yml"), self._rules(folder / "age.yml")
        self._own = compile_all(own)

    def _rules(self, file: Path) -> list[_Compiled]:
        rules = decode(file, tuple[_Rule, ...])
        return [
            _Compiled(rule.who, self._compile(rule.says), self._compile(rule.unless) if rule.unless else None)
            for rule in rules
        ]

    def _compile(self, expressions: tuple[str, ...]) -> _Pattern:
        return whole_words(self._spell_out(expression) for expression in expressions)

    def _spell_out(self, expression: str) -> str:
        """Puts the words in place of their {names}, also within words."""

        def word(found: re.Match[str]) -> str:
            name = found[1]
            if name not in self._words:
                raise PhrasesError(
                    f"{{{name}}} is no entry of `words` in data/phrases/people.yml; add it, or correct it."
                )
            return f"(?:{self._spell_out(self._words[name])})"

        return _WORD.sub(word, expression)

    def _plain(self, message: str) -> str:
        """The form in which the phrases are written; of a very long message its beginning and its end."""
        plain = texts.plain(message).replace("-", " ")
        if len(plain) > LONGEST:
            plain = f"{plain[: LONGEST // 2]} {plain[-LONGEST // 2 :]}"
        return re.sub(" +", " ", self._ignore.sub(" ", plain)).strip()

    @staticmethod
    def _first(rules: list[_Compiled], plain: str) -> str | None:
        for rule in rules:
            if rule.says.search(plain) and not (rule.unless and rule.unless.search(plain)):
                return rule.who
        return None

    def audience(self, message: str) -> str | None:
        """child, parent, adult or professional, if the message says it."""
        return self._first(self._audience, self._plain(message))

    def age(self, message: str) -> str | None:
        """under_18 or adult: the age of whoever it is about, if the message says it; a child who asks is under 18."""
        plain = self._plain(message)
        return "under_18" if self._first(self._audience, plain) == "child" else self._first(self._age, plain)

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
