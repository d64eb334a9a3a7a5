"""Noise of the keyboard: the same message as if typed in haste. Changes letters, never words or meaning."""

from __future__ import annotations

import random
import re

# What people type for a word; whole words only, none of them changes what is meant.
SHORT = {
    "you": "u", "your": "ur", "are": "r", "please": "pls", "because": "cos", "and": "n", "to": "2", "for": "4",
    "people": "ppl", "with": "wiv", "tonight": "2nite", "though": "tho", "about": "abt", "through": "thru",
    "message": "msg", "messages": "msgs", "something": "smth", "someone": "some1", "thanks": "thx", "the": "da",
    "what": "wot", "know": "kno", "before": "b4", "really": "rly", "right": "rite",
}  # fmt: skip


def _one_slip(word: str, dice: random.Random) -> str:
    place = dice.randrange(len(word) - 1)
    kind = dice.randrange(3)
    if kind == 0:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if kind == 1:
        return word[: place + 1] + word[place + 2 :]
    return word[: place + 1] + word[place] + word[place + 1 :]


def _typed(word: str, dice: random.Random, rate: float) -> str:
    if word.lower() in SHORT and dice.random() < 2 * rate:
        return SHORT[word.lower()]
    if len(word) > 3 and word.isalpha() and dice.random() < rate:
        return _one_slip(word, dice)
    return word


def noisy(text: str, dice: random.Random, rate: float = 0.12) -> str:
    """Types a message in haste.

    Args:
        text: The message.
        dice: Where chance comes from.
        rate: Share of the words that change: swapped, lost or doubled letters, a space left out, text-speak.

    Returns:
        The message with the slips; now and then without capitals and punctuation.
    """
    words = text.split(" ")
    if dice.random() < 0.4:
        words = [re.sub(r"[.,;:!?'\u2019]", "", word) or word for word in words]
    typed: list[str] = []
    glue = False
    for word in words:
        if glue and typed:
            typed[-1] += _typed(word, dice, rate)
        else:
            typed.append(_typed(word, dice, rate))
        glue = dice.random() < rate / 4
    return " ".join(typed)
