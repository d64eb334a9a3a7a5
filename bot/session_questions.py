"""Reads questions about sessions: what about, when, for whom."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from pathlib import Path

import msgspec

from bot import periods
from bot.directory.directory import Directory, Person
from bot.files import decode

WORDS = Path("data") / "phrases" / "session_words.yml"


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """data/phrases/session_words.yml."""

    common: str
    courses: str
    audiences: dict[str, str]
    means: dict[str, str]
    periods: dict[str, list[str]]
    days: list[str]
    months: list[str]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What a question about sessions asks for.

    Attributes:
        topic: Its words that name a topic.
        person: Who asks, or whom it should be for.
        period: When; None for any time.
        courses: True if it asks for training, not for a talk on a certain day.
    """

    topic: frozenset[str]
    person: Person
    period: periods.Period | None
    courses: bool


@lru_cache(maxsize=1)
def listed() -> Words:
    """Reads the words.

    Raises:
        FileError: If the file has another shape.
    """
    return decode(WORDS, Words)


def stems(text: str) -> frozenset[str]:
    """Words without their plural s, so that "scam" finds "Scams"."""
    words = re.findall(r"[a-z0-9]+", text.lower().replace("e-learning", "elearning"))
    return frozenset(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words)


def read(text: str, person: Person, directory: Directory, now: dt.datetime) -> Question:
    """Reads a question.

    Args:
        text: As typed.
        person: Who asks.
        directory: For the names of places, which are no topic.
        now: The moment.

    Returns:
        Topic, time, and whom it should be for; "for teachers" counts for more than who asks.
    """
    known, said = listed(), stems(text)
    period = periods.find(text, now, known.periods, known.days, known.months)
    audience = next((name for name, words in known.audiences.items() if said & stems(words)), person.audience)
    ways = frozenset().union(*(stems(words) for words in (known.common, known.courses, *known.audiences.values())))
    topic = said - ways - (stems(period.words) if period else frozenset()) - _places(text, directory)
    topic |= frozenset().union(*(stems(other) for word, other in known.means.items() if stems(word) <= topic))
    return Question(
        topic=topic,
        person=msgspec.structs.replace(person, audience=audience),
        period=period,
        courses=bool(said & stems(known.courses)),
    )


def _places(text: str, directory: Directory) -> frozenset[str]:
    """The words of the places that a text names."""
    plain = f" {' '.join(re.findall(r'[a-z]+', text.lower()))} "
    named = (place for area in directory.areas.areas.values() for place in (area.name.lower(), *area.places))
    return frozenset().union(*(stems(place) for place in named if f" {place} " in plain))
