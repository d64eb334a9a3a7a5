"""Finds cries for help that would be taught as small talk, a question about the bot or none of our business.

Whoever learns from such a line answers "Hello!" to somebody in danger. Three signs are looked for: the emergency rules
hear danger; a word stands there that is never small talk; the line is nearly one that is taught or examined as an
emergency. What none of the three can see is a cry in words that no rule, no list and no emergency line has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import msgspec

from bot.emergency import EmergencyRules
from bot.verdict import PREFIX
from bot.words.near import Pair, fold
from bot.words.reviewed import FOLDER, Group, Reviewed, read
from bot.words.sentences import Sentence

FILE = FOLDER / "cries.yml"


class Cries(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """data/reviewed/cries.yml; what each part means stands there."""

    never_small_talk: str
    harmless: tuple[Group, ...]


def problems(
    taught: Sequence[Sentence],
    pairs: Sequence[Pair],
    concerns: Collection[str],
    rules: EmergencyRules,
    file: Path = FILE,
) -> Iterator[str]:
    """Says which lines of dialogue sound like a cry for help.

    Args:
        taught: The training sentences.
        pairs: Of near().
        concerns: Intents that are answered with signposts; all that are neither these nor emergencies are dialogue.
        rules: The cues.
        file: The words that are never small talk, and the lines that were found harmless.

    Yields:
        One finding a line, and one for each review that is needed no more.
    """
    data = read(file, Cries)
    harmless, words = Reviewed(data.harmless, file), frozenset(data.never_small_talk.split())
    emergencies: dict[Sentence, Sentence] = {}
    for pair in (pair for pair in pairs if pair.repeats(strictly=True)):
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
            if other.label.startswith(PREFIX):
                emergencies[one] = other
    for sentence in taught:
        if sentence.label.startswith(PREFIX) or sentence.label in concerns:
            continue
        sign = _sign(sentence.text, rules, words)
        if not sign and sentence in emergencies:
            sign = f"is nearly {emergencies[sentence].text[:60]!r} ({emergencies[sentence].place})"
        if sign and not harmless.allows(sentence.text):
            yield (
                f"{sentence.place}: {sentence.text[:60]!r} {sign}: give it the intent of its danger or worry; "
                f"if it is harmless, say why in {file}."
            )
    yield from harmless.problems()


def _sign(text: str, rules: EmergencyRules, words: frozenset[str]) -> str:
    """What makes a text sound like a cry; empty if nothing does."""
    verdict = rules.assess(text)
    if verdict is not None:
        return f"sounds like {verdict.intent} ({verdict.why[0]})"
    heard = sorted(words & set(fold(text).split()))
    return f"says {heard[0]!r}" if heard else ""
