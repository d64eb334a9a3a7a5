"""What the bot made of one message, reduced to what is measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from bot.evaluation.data import Message
from bot.verdict import NOT_UNDERSTOOD


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """One message and what became of it.

    Attributes:
        message: With its label.
        intent: The final one: after the gate, or not understood.
        guess: The classifier's best, before fallback and gate.
        confidence: Of the guess, 0 to 1.
        level: now, possible or none.
        kind: Which emergency, if the level is not none.
        worries: Concerns to answer, riskiest first.
        audience: Who is asking, as far as it was heard.
        areas: Ids of the places heard.
        platforms: Ids of the apps, sites and devices heard.
        services: Ids of the services heard.
        age: Of whoever it is about, as far as it was heard.
    """

    message: Message
    intent: str
    guess: str = ""
    confidence: float = 0.0
    level: str = "none"
    kind: str | None = None
    worries: tuple[str, ...] = ()
    audience: str | None = None
    areas: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    age: str | None = None

    def found(self, name: str) -> frozenset[str]:
        """What was heard for one of the tags that a message may have (bot/evaluation/data.py, TAGS)."""
        several = {"area": self.areas, "platform": self.platforms, "service": self.services}
        one = {"audience": self.audience, "age": self.age}
        return frozenset(several[name]) if name in several else frozenset(filter(None, [one[name]]))

    @property
    def heard(self) -> str:
        """What was understood: for an emergency also its kind, where the level is only possible."""
        if self.message.is_emergency and self.level != "none" and self.kind in self.message.accepted:
            return str(self.kind)
        return self.intent

    @property
    def is_right(self) -> bool:
        """True if it was understood as the label, or as another intent that fits as well."""
        return self.heard in self.message.accepted

    @property
    def credited(self) -> str:
        """The intent to count: the label if it was right."""
        return str(self.message.label) if self.is_right else self.heard

    @property
    def is_missed(self) -> bool:
        """An emergency that got no 999 at all."""
        return self.message.is_emergency and self.level == "none"

    @property
    def is_false_alarm(self) -> bool:
        """No emergency, yet a full 999 reply."""
        return not self.message.is_emergency and self.level == "now"


def outcome(message: Message, parse: Mapping[str, Any]) -> Outcome:
    """Takes from a parse what is measured.

    Args:
        message: The message that was parsed.
        parse: As Rasa's processor returns it, with the properties of our components.

    Returns:
        The outcome; without `worries` in the parse the intent stands alone for them.
    """
    intent = str(parse["intent"]["name"])
    found, emergency = parse.get("found") or {}, parse.get("emergency") or {}
    guesses = [entry for entry in parse.get("intent_ranking") or [] if entry["name"] != NOT_UNDERSTOOD]
    return Outcome(
        message=message,
        intent=intent,
        guess=str(guesses[0]["name"]) if guesses else NOT_UNDERSTOOD,
        confidence=float(guesses[0]["confidence"]) if guesses else 0.0,
        level=str(emergency.get("level") or "none"),
        kind=emergency.get("intent"),
        worries=tuple(parse.get("worries", (intent,))),
        audience=found.get("audience"),
        areas=tuple(found.get("area") or ()),
        platforms=tuple(found.get("platform") or ()),
        services=tuple(found.get("service") or ()),
        age=found.get("age"),
    )
