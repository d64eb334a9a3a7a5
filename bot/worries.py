"""Finds the second worry in a message that has two: "he reads my messages and I lost my savings to a scam"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from bot.verdict import PREFIX

FILE = Path("data") / "phrases" / "risk.yml"
# Shares of 1, chosen on the held-out words: 17 of 21 double worries found, a second one seen in 8 of 100 single ones,
# most of which have two right labels.
SURE = 0.5  # a part of the message is about something of its own
HINTED = 0.003  # and the whole message leaves room for it
SECOND = 0.3  # the whole message is about two things
FIRST = 0.15  # a riskier second worry needs this much of the whole to be answered first


@lru_cache(maxsize=1)
def risk(file: Path = FILE) -> dict[str, int]:
    """Concerns with their place in the order of risk, 0 the riskiest.

    Raises:
        msgspec.ValidationError: If the file has another shape.
    """
    order = msgspec.yaml.decode(file.read_bytes(), type=dict[str, list[str]])["order"]
    return {name: place for place, name in enumerate(order)}


def _second(whole: Mapping[str, float], first: str, parts: Sequence[Mapping[str, float]]) -> str | None:
    """The other worry: what a part is surely about, or what the whole is about nearly as much."""
    places = risk()
    tops = [max(part.items(), key=lambda entry: entry[1]) for part in parts]
    candidates = {
        name: share
        for name, share in tops
        if name in places and name != first and share >= SURE and whole.get(name, 0.0) >= HINTED
    }
    candidates |= {name: share for name, share in whole.items() if name in places and name != first and share >= SECOND}
    return max(candidates, key=lambda name: whole[name]) if candidates else None


def find(whole: Mapping[str, float], parts: Sequence[Mapping[str, float]]) -> list[str]:
    """Says which worries to answer.

    Args:
        whole: Intents with their probabilities for the whole message.
        parts: The same for each of its parts; empty for a short message.

    Returns:
        One or two concerns, the riskier first unless it is only hinted at; empty if the message is about no concern, or
        about an emergency, which is answered alone.
    """
    first = max(whole, key=lambda name: whole[name], default="")
    if first not in risk() or first.startswith(PREFIX):
        return []
    second = _second(whole, first, parts)
    if second is None:
        return [first]
    riskier = risk()[second] < risk()[first] and whole[second] >= FIRST
    return [second, first] if riskier else [first, second]
