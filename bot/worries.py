"""Finds the two worries of a message that has two: "he reads my messages and I lost my savings to a scam"."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.concerns import concerns, information
from bot.files import decode
from bot.verdict import PREFIX

FILE = Path("data") / "phrases" / "touching.yml"
Shares = Mapping[str, float]
# Two worries are heard where the text before a cut and the text after it are each surely about one: their log-odds,
# added, reach a limit. Chosen on the held-out messages of both exams (docs/decisions/0005): both worries are found in
# the right order in 84 of 100, two seen in 3 of 100 with one, most of which have two right labels.
LIMIT = 4.0
TOUCHING = 1.0  # that much more of two concerns that sound alike
# And this share more of the whole's log-odds: the surer it is of one worry, the surer both halves must be.
ONE_MIND = 0.6
HALF = 0.5  # of 1; either half is at least this sure
HINTED = 0.0002  # of 1; and the whole message leaves room for both
NEVER_SURER = 0.0001
UNSURE = 0.4  # a lesser worry that is no likelier does not take the place of a riskier one
HONOUR, UNDER_HONOUR = "honour_abuse", ("tech_abuse", "child_safeguarding")  # safeguarding 3: it beats both
GUESS = 0.5  # after an emergency, or in a few words, a worry that is no likelier is a guess
FEW = 6  # words
DOUBLE = 0.4  # one worry that may as well be another: both are answered, the likelier first


@lru_cache(maxsize=1)
def risk() -> dict[str, int]:
    """Concerns with their place in the order of risk, 0 the riskiest."""
    return {name: place for place, name in enumerate(concerns())}


@lru_cache(maxsize=1)
def touching(file: Path = FILE) -> tuple[frozenset[str], ...]:
    """Groups of concerns that sound alike.

    Raises:
        FileError: If the file has another shape.
    """
    return decode(file, tuple[frozenset[str], ...])


def _odds(share: float) -> float:
    """The logarithm of a share's odds."""
    share = min(max(share, NEVER_SURER), 1 - NEVER_SURER)
    return math.log(share / (1 - share))


def _limit(one: str, other: str, sure_of_first: float) -> float:
    """How sure two halves must be before they count as two worries."""
    alike = any({one, other} <= group for group in touching())
    return LIMIT + TOUCHING * alike + ONE_MIND * _odds(sure_of_first)


def _likeliest(shares: Shares) -> tuple[str, float]:
    """The likeliest concern of a part; other intents are no worry."""
    return max(((name, shares.get(name, 0.0)) for name in risk()), key=lambda entry: entry[1])


def _pair(whole: Shares, parts: Sequence[tuple[Shares, Shares]]) -> list[str]:
    """The two worries on either side of the best cut, the riskier first; empty if no cut parts two."""
    _, sure_of_first = _likeliest(whole)
    best, found = 0.0, set[str]()
    for before, after in parts:
        (one, sure_of_one), (other, sure_of_other) = _likeliest(before), _likeliest(after)
        if (
            one == other
            or min(sure_of_one, sure_of_other) < HALF
            or min(whole.get(one, 0.0), whole.get(other, 0.0)) < HINTED
        ):
            continue
        beyond = _odds(sure_of_one) + _odds(sure_of_other) - _limit(one, other, sure_of_first)
        if beyond > best:
            best, found = beyond, {one, other}
    return sorted(found, key=lambda name: risk()[name])


def may_be_two(whole: Shares) -> bool:
    """Says whether the whole message leaves room for two worries, so that its parts need to be read.

    Args:
        whole: Intents with their probabilities for the whole message.

    Returns:
        False if `find` would say the same whatever the parts are about.
    """
    first = max(whole, key=lambda name: whole[name], default="")
    if first not in risk() or first.startswith(PREFIX):
        return False
    return sum(whole.get(name, 0.0) >= HINTED for name in risk()) > 1


def may_be_half(whole: Shares, part: Shares) -> bool:
    """Says whether one side of a cut may be one of two worries, so that the other side needs to be read.

    Args:
        whole: Intents with their probabilities for the whole message.
        part: The same for the text before the cut, or after it.

    Returns:
        False if `find` would pass this cut over however sure the other side were.
    """
    (_, sure_of_first), (name, sure) = _likeliest(whole), _likeliest(part)
    most = _odds(sure) + _odds(1.0)
    return sure >= HALF and whole.get(name, 0.0) >= HINTED and most > LIMIT + ONE_MIND * _odds(sure_of_first)


def find(whole: Shares, parts: Sequence[tuple[Shares, Shares]]) -> list[str]:
    """Says which worries to answer.

    Args:
        whole: Intents with their probabilities for the whole message.
        parts: The same for the text before and after each cut; empty for a short message.

    Returns:
        One or two concerns: the riskier first if the message tells of two, the likelier first if it may mean either;
        empty if the message is about no concern, or about an emergency, which is answered alone.
    """
    first = max(whole, key=lambda name: whole[name], default="")
    if first not in risk() or first.startswith(PREFIX):
        return []
    if pair := _pair(whole, parts):
        return pair
    second, share = max(((name, whole.get(name, 0.0)) for name in risk() if name != first), key=lambda entry: entry[1])
    return [first, second] if share >= DOUBLE else [first]


def stays_in_danger(before: str | None, intent: str, share: float, level: str | None) -> bool:
    """Says whether a message after 999 guidance goes on about that danger: "she is online, I know no address".

    Args:
        before: The worry that was being answered.
        intent: What the latest message is about.
        share: How likely that is, of 1.
        level: How serious the gate found it: now, possible or none.

    Returns:
        True if an emergency was being answered, and the new worry is a guess that sounds of danger.
    """
    hinted = level == "possible" and share < GUESS
    return str(before or "").startswith(PREFIX) and intent in risk() and hinted


def tells_more(before: str | None, parse: Mapping[str, Any]) -> bool:
    """Says whether a few words only tell more of the worry before: "about an hour ago", "I feel such a fool".

    Args:
        before: The worry that is being answered.
        parse: Rasa's parse of the latest message.

    Returns:
        True if it is short, a guess at another worry, and sounds of no danger, which is answered whatever was before.
    """
    intent, level = parse.get("intent") or {}, (parse.get("emergency") or {}).get("level")
    name, share = str(intent.get("name")), float(intent.get("confidence") or 0.0)
    told = before in risk() and not str(before).startswith(PREFIX)
    other = name in risk() and not name.startswith(PREFIX) and name != before
    short = len(str(parse.get("text") or "").split()) <= FEW
    return told and other and short and level == "none" and share < GUESS


def thread(before: str | None, concern: str, share: float) -> str | None:
    """Says which worry a chat stays with when another is answered in between.

    Args:
        before: The worry that was being answered.
        concern: What the latest message is about.
        share: How likely that is, of 1.

    Returns:
        The worry before, if it is riskier and the new one only asks for knowledge ("and what does the law say?") or is
        unsure; None if the new worry takes its place.
    """
    order = risk()
    if before is None or before == concern or before not in order or concern not in order:
        return None
    if before == HONOUR and concern in UNDER_HONOUR:  # "they check my phone": the family is still the danger
        return before
    aside = concern in information() or share < UNSURE
    return before if aside and order[before] < order[concern] else None
