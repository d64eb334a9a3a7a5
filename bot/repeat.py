"""Who goes on speaking of suicide hears the same ways to reach somebody, in other words each time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.verdict import PREFIX, SUICIDE

CUSTOM = {"type": "emergency", "intent": SUICIDE, "level": "now"}  # what the texts carry (contract 4.3)
ASKED = "suicide"  # value of the slot `pending` after "Are you thinking about suicide?"
AGAIN = 3  # texts utter_suicide_again_1 and so on, which take turns
_PLAIN = (None, "under18")  # variants that these texts fit; "taken" and the others keep their own words


def name_of(response: str, slots: Mapping[str, Any]) -> str:
    """The response to say.

    Args:
        response: What a rule asks for.
        slots: `cries`, how often the crisis lines were said in this chat, and `emergency_variant`.

    Returns:
        The same, but for somebody who goes on speaking of suicide the next of the other texts.
    """
    times = int(slots.get("cries") or 0)
    if response != f"utter_{SUICIDE}" or not times or slots.get("emergency_variant") not in _PLAIN:
        return response
    return f"utter_suicide_again_{(times - 1) % AGAIN + 1}"


def in_emergency(slots: Mapping[str, Any]) -> bool | None:
    """True while the last worry is danger that 999 ends; a suicidal crisis has words of its own (by `concern`)."""
    concern = str(slots.get("concern") or "")
    return (concern.startswith(PREFIX) and concern != SUICIDE) or None
