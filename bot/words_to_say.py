"""A short text to read out to a helpline, put together from ids and choices; nothing that was typed is in it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from bot.concerns import concerns
from bot.directory.areas import AreaTree
from bot.files import decode
from bot.turn import Turn

FILE = Path("data") / "phrases" / "words_to_say.yml"


class _Lines(msgspec.Struct, forbid_unknown_fields=True):
    hello: str
    own: str
    who: dict[str, str]
    age: dict[str, str]
    area: str
    end: str


@lru_cache(maxsize=1)
def _lines(file: Path = FILE) -> _Lines:
    return decode(file, _Lines)


def sayable(concern: str) -> bool:
    """True for a worry that there are words for."""
    return concern in concerns() and concerns()[concern].say is not None


def compose(turn: Turn, areas: AreaTree) -> str:
    """Puts the words together.

    Args:
        turn: The worry, one that is sayable(), and what is known of the person.
        areas: For the name of the place.

    Returns:
        One line: hello, the worry (or that it is the writer's own doing), who asks, the age, the place, the question.
    """
    lines, person = _lines(), turn.person
    age = lines.age.get(person.age or "") if person.audience in ("parent", "professional") else None
    parts = [
        lines.hello,
        lines.own if person.own_behaviour else concerns()[turn.concern].say,
        lines.who.get(person.audience or ""),
        age,
        lines.area.format(area=areas.areas[person.area].name) if person.area in areas.areas else None,
        lines.end,
    ]
    return " ".join(part for part in parts if part)
