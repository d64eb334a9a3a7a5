"""How a message is put to the emergency rules: long ones piece by piece, hidden words in every reading.

Pieces bound what is done with a message: a cry for help in the last of them is heard before all of the rest is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot import disguise
from bot.emergency import EmergencyRules, Verdict

PIECE = 4000  # characters read in one go; what people write is shorter
OVERLAP = 400  # characters that two pieces share, longer than any cue reaches
MOST_READ = 5  # pieces of which every reading is asked, 16 kB: more than the website takes; of others the plain one


def pieces(message: str) -> list[str]:
    """Cuts a long message.

    Args:
        message: Of any length.

    Returns:
        The message itself, if it is no longer than a piece; else overlapping pieces, the last first: whoever pastes
        much says at the end why.
    """
    if len(message) <= PIECE:
        return [message]
    starts = range(0, len(message) - OVERLAP, PIECE - OVERLAP)
    return [message[start : start + PIECE] for start in reversed(starts)]


def _verdicts(rules: EmergencyRules, message: str) -> Iterator[Verdict | None]:
    for place, piece in enumerate(pieces(message)):
        yield rules.assess(piece)
        for reading in disguise.readings(piece) if place < MOST_READ else ():
            heard = rules.assess(reading)
            yield None if heard is None else replace(heard, reading=reading)


def _graver(heard: Verdict | None, than: Verdict | None) -> bool:
    if heard is None:
        return False
    return than is None or (heard.level == "now" and than.level != "now")


def hear(rules: EmergencyRules, message: str) -> Verdict | None:
    """Listens to one message.

    Args:
        rules: The emergency rules.
        message: As typed; any length.

    Returns:
        The first verdict at level now, else the first of all, else None.
    """
    best: Verdict | None = None
    for heard in _verdicts(rules, message):
        best = heard if _graver(heard, best) else best
        if best is not None and best.level == "now":
            break
    return best
