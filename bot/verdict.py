"""Puts together what the rules heard, how the trained gate scored, and what the classifier thinks it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.emergency import Verdict

PREFIX = "emergency_"
SUICIDE = "emergency_suicide"
NOT_UNDERSTOOD = "nlu_fallback"
DEFAULT = "emergency_danger"


def decide(
    heard: Verdict | None, score: float, ranking: Sequence[tuple[str, float]], thresholds: Mapping[str, float]
) -> tuple[dict[str, Any], str | None]:
    """Decides how serious a message is.

    Args:
        heard: What the rules heard, if anything.
        score: The trained gate's score, 0 to 1.
        ranking: Intents with their probabilities, best first.
        thresholds: `now` and `possible`, on the score.

    Returns:
        The verdict for the parse (level now | possible | none, intent, variant, score, why), and the intent to set
        instead of the classifier's, or None to leave it.
    """
    top = next((name for name, _ in ranking if name != NOT_UNDERSTOOD), None)
    share = sum(probability for name, probability in ranking if name.startswith(PREFIX))
    level = _level(heard, max(score, share), thresholds)
    best = next((name for name, _ in ranking if name.startswith(PREFIX)), DEFAULT)
    emergency = heard.intent if heard is not None else best
    verdict: dict[str, Any] = {
        "level": level,
        "intent": emergency if level != "none" else None,
        "variant": heard.variant if heard is not None and level != "none" else None,
        "score": round(max(score, share), 4),
        "why": list(heard.why) if heard is not None else ["score"] if level != "none" else [],
    }
    if level == "now":
        return verdict, emergency
    return verdict, _calmer(level, emergency, top, ranking)


def _level(heard: Verdict | None, score: float, thresholds: Mapping[str, float]) -> str:
    if (heard is not None and heard.level == "now") or score >= thresholds["now"]:
        return "now"
    return "possible" if heard is not None or score >= thresholds["possible"] else "none"


def _calmer(level: str, emergency: str, top: str | None, ranking: Sequence[tuple[str, float]]) -> str | None:
    """Below level now an emergency intent gives way to the worry behind it, except that of suicide."""
    if level == "possible" and emergency == SUICIDE and top in (SUICIDE, "wellbeing", None):
        return SUICIDE
    if top is None or not top.startswith(PREFIX):
        return None
    return next((name for name, _ in ranking if not name.startswith(PREFIX) and name != NOT_UNDERSTOOD), None)


def variant(verdict: Mapping[str, Any], found: Mapping[str, Any]) -> str | None:
    """Chooses the wording of an emergency reply.

    Args:
        verdict: From `decide`, as it stands in the parse under `emergency`.
        found: From the name finder, as it stands in the parse under `found`.

    Returns:
        The value of `emergency_variant` in data/responses/emergency.yml, or None for the wording that fits everybody.
    """
    if verdict.get("level") == "possible":
        return "possible"
    if verdict.get("variant"):
        return str(verdict["variant"])
    intent, audience = verdict.get("intent"), found.get("audience")
    if intent == SUICIDE:
        if audience in ("parent", "professional"):
            return "other"
        return "under18" if audience == "child" else None
    if intent == "emergency_child" and audience == "child":
        return "child"
    return None
