"""Hears who is asking, how old the person is that it is about, and whether it is about the writer's own doing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from bot import text as texts
from bot.concerns import concerns
from bot.files import decode
from bot.phrases import whole_words
from bot.verdict import PREFIX

FOLDER = Path("data") / "phrases"
LONGEST = 2000  # characters that are read for who is asking; it bounds the time of a turn
LAW = "law_question"
WATCHING = ("tech_abuse", "stalking_harassment")
_Pattern = re.Pattern[str]
_WORD = re.compile(r"\{([a-z_]+)\}")
_Says = tuple[str | tuple[str, ...], ...]  # a list within a list: what several concerns share is written once


class PhrasesError(ValueError):
    """A phrase cannot be read; one sentence says what to write."""


class _Rule(msgspec.Struct, forbid_unknown_fields=True):
    """Who it is if one of `says` is heard and none of `unless`."""

    who: str
    says: tuple[str, ...]
    unless: tuple[str, ...] = ()


class _Own(msgspec.Struct, forbid_unknown_fields=True):
    """The writer's own doing if one of `says` is heard and none of `unless`."""

    says: _Says
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
        own = decode(folder / "own_behaviour.yml", dict[str, _Says | _Own])
        self._words = {name: said if isinstance(said, str) else "|".join(said) for name, said in people.words.items()}
        self._ignore = self._compile(people.ignore)
        self._audience, self._age = self._rules(folder / "audience.yml"), self._rules(folder / "age.yml")
        self._own = [_own(concern, said if isinstance(said, _Own) else _Own(said)) for concern, said in own.items()]

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

    def audience_and_age(self, message: str) -> tuple[str | None, str | None]:
        """Tells who is asking, and how old whoever it is about is.

        Args:
            message: As typed.

        Returns:
            child, parent, adult or professional, and under_18 or adult, each if the message says it; a child who asks
            is under 18.
        """
        plain = self._plain(message)
        audience = self._first(self._audience, plain)
        return audience, "under_18" if audience == "child" else self._first(self._age, plain)

    def audience(self, message: str) -> str | None:
        """child, parent, adult or professional, if the message says it."""
        return self.audience_and_age(message)[0]

    def age(self, message: str) -> str | None:
        """under_18 or adult: the age of whoever it is about, if the message says it; a child who asks is under 18."""
        return self.audience_and_age(message)[1]

    def concerns_of_own_behaviour(self, message: str) -> list[str]:
        """Tells for which concerns the words would speak of the writer's own doing.

        Args:
            message: As typed.

        Returns:
            Concerns, because the same words mean different things in each: "I keep looking" is about csam a cry for
            help, about account_security it is nothing.
        """
        plain = texts.plain(message)
        return [
            own.who for own in self._own if own.says.search(plain) and not (own.unless and own.unless.search(plain))
        ]


def _own(concern: str, rule: _Own) -> _Compiled:
    """Compiles what says that a worry is about the writer's own doing."""
    says = [part for said in rule.says for part in ((said,) if isinstance(said, str) else said)]
    return _Compiled(concern, whole_words(says), whole_words(rule.unless) if rule.unless else None)


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
    worry = intent in concerns() or str(intent).startswith(PREFIX)  # "more" and "Derby" stay with the worry before
    concern = intent if worry else known.get("concern")
    audience = found.get("audience") or known.get("audience")
    age = found.get("age") or known.get("age")
    if known.get("audience") == "child" and audience == "adult" and intent is not None and found.get("age") != "adult":
        audience = "child"  # "will my mum know?" is still the child who said "I'm 15"
    same = concern == known.get("concern") or concern == LAW  # "is it illegal?" asks about the worry before
    own = concern in found.get("own_behaviour", ()) or (known.get("own_behaviour") and same)
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
