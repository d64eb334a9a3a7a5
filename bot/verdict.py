"""Puts together what the rules heard, how the trained gate scored, and what the classifier thinks it is about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bot.emergency import Verdict

PREFIX = "emergency_"
SUICIDE = "emergency_suicide"
NOT_UNDERSTOOD = "nlu_fallback"
DEFAULT = "emergency_danger"
CLEAR = 0.35  # of 1: less than this does not say which emergency it is
SURE = 0.5  # of 1: less than this overrules no cue
MUCH_SURER = 4.0  # times as likely
DENIED = "denied"  # the variant of a clear "no" to the question about suicide
# What a hint of suicide may be taken for though it names no worry: "I just can't do this any more" is not "more".
NO_WORRY = frozenset(
    {SUICIDE, "wellbeing", "more", "affirm", "greet", "goodbye", "thank", "help", "something_else", "out_of_scope"}
)
OWN = "own_behaviour"  # the variant of a cue for who may hurt somebody
HOME = "adult_safeguarding"  # the worry whose own_behaviour lines are those for violence at home
# Where somebody who tells of hurting another may land, and where nobody helps with that.
ASTRAY = frozenset({"wellbeing", "anger", "out_of_scope", "something_else", NOT_UNDERSTOOD})
HINT = 0.002  # of 1: less than this is no hint of suicide, whatever else sounds like danger


def decide(
    heard: Verdict | None, score: float, ranking: Sequence[tuple[str, float]], thresholds: Mapping[str, float]
) -> tuple[dict[str, Any], str | None]:
    """Decides how serious a message is.

    Args:
        heard: What the rules heard, if anything.
        score: The trained gate's score, 0 to 1.
        ranking: Intents with their probabilities, best first.
        thresholds: On the score. `now` and `possible` are reached by it alone; below `doubt` a cue of level now
            counts as possible: the words are there, the meaning is not.

    Returns:
        The verdict for the parse (level now | possible | none, intent, variant, score, why), and the intent to set
        instead of the classifier's, or None to leave it.
    """
    top = next((name for name, _ in ranking if name != NOT_UNDERSTOOD), None)
    score = max(score, sum(share for name, share in ranking if name.startswith(PREFIX)))
    denied = heard is not None and heard.variant == DENIED
    emergency = _kind(heard, ranking)
    hinted = heard is not None and heard.asks and emergency == SUICIDE
    level = "possible" if denied or hinted else _level(heard, score, thresholds)
    same = heard is not None and heard.intent == emergency and level != "none"
    verdict: dict[str, Any] = {
        "level": level,
        "intent": emergency if level != "none" else None,
        "variant": heard.variant if heard is not None and same else None,
        "score": round(score, 4),
        "why": list(heard.why) if heard is not None else ["score"] if level != "none" else [],
    }
    if denied:
        return verdict, "deny"
    if level == "now":
        return verdict, emergency
    unsure = top is None or ranking[0][0] == NOT_UNDERSTOOD
    if level == "possible" and emergency == SUICIDE and (unsure or top in NO_WORRY):
        return verdict, SUICIDE
    return verdict, _calmer(top, ranking)


def _kind(heard: Verdict | None, ranking: Sequence[tuple[str, float]]) -> str:
    """Which emergency: what the rules heard, unless the classifier is far surer of another.

    Suicide that the rules have heard stays: "I'm going to jump tonight" may sound like an attack, whose "run, hide" it
    must never be told.
    """
    shares = {name: share for name, share in ranking if name.startswith(PREFIX)}
    best = max(shares, key=lambda name: shares[name], default=DEFAULT)
    if heard is None:  # of several that are as likely, the wording that fits most of them
        return best if shares.get(best, 0.0) >= (HINT if best == SUICIDE else CLEAR) else DEFAULT
    if heard.intent == SUICIDE and not heard.asks:
        return SUICIDE
    if heard.variant == OWN and best == SUICIDE:  # who fears to hurt somebody is told to get away, too
        return heard.intent
    surer = shares.get(best, 0.0) >= SURE and shares[best] > MUCH_SURER * shares.get(heard.intent, 0.0)
    return best if surer else heard.intent


def _level(heard: Verdict | None, score: float, thresholds: Mapping[str, float]) -> str:
    if score >= thresholds["now"]:
        return "now"
    if heard is not None and heard.level == "now" and (heard.certain or score >= thresholds["doubt"]):
        return "now"
    return "possible" if heard is not None or score >= thresholds["possible"] else "none"


def _calmer(top: str | None, ranking: Sequence[tuple[str, float]]) -> str | None:
    """Below level now an emergency intent gives way to the worry behind it."""
    if top is None or not top.startswith(PREFIX):
        return None
    return next((name for name, _ in ranking if not name.startswith(PREFIX) and name != NOT_UNDERSTOOD), None)


def of_own_doing(
    verdict: dict[str, Any], intent: str | None, top: str | None, own: Collection[str]
) -> tuple[dict[str, Any], str | None]:
    """Sees to it that who tells of hurting somebody gets the words and lines for that, and none for victims.

    Args:
        verdict: From `decide`.
        intent: From `decide`.
        top: The classifier's intent.
        own: Concerns for which the message speaks of the writer's own doing (bot/person.py).

    Returns:
        Verdict and intent. An emergency that is no suicidal crisis becomes danger to another person; a calm admission
        that was taken for a low mood, or not understood, a worry about violence at home.
    """
    if DEFAULT not in own:
        return verdict, intent
    if verdict["level"] == "now":
        if verdict["intent"] == SUICIDE or verdict["variant"] is not None:
            return verdict, intent
        return {**verdict, "intent": DEFAULT}, DEFAULT
    return verdict, HOME if (intent or top) in ASTRAY else intent


def of_place(intent: str | None, top: str | None, places: Collection[str]) -> str | None:
    """The intent of a message that is no more than a place: "Thailand" answers where somebody lives."""
    return "give_area" if places and intent is None and top == NOT_UNDERSTOOD else intent


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
