"""Mends slips in ordinary words, so that they reach the classifiers as the words that were meant.

Only what is neither an English word nor a name is mended: what nobody here knows and what is unlike any word stays as
it is. Words of danger are left to spelling.py, which is stricter: an ordinary word must never become one by chance.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from functools import cache
from importlib import resources
from pathlib import Path
from string import ascii_lowercase

from symspellpy import SymSpell, Verbosity

from bot.normalise.vocabulary import Vocabulary, common, training_words, words_of

LANGUAGES = Path("data/phrases/languages.yml")
NAMES = (Path("data/directory/areas.yml"), Path("data/phrases/platforms.yml"), Path("data/phrases/service_names.yml"))
SHORTEST = 4  # letters, for a slip; three are enough where the vowels were left out ("nxt")
LONG = 8  # from here on a wrong letter is a slip, and two slips are allowed
MOST = 25_000  # English words, the commonest; beyond them are too many that look like slips of others
OURS = 3.0  # how much more a word counts for being said in the training messages
FEWEST = 3  # words of which a language can be told
FOREIGN = 2  # of them that only another language has
FEW_VOWELS = 0.3  # share of the letters
_VOWELS = "aeiou"
_DOUBLE = re.compile(r"(\w)\1")
_NO_VOWELS = str.maketrans("", "", _VOWELS)
_ENDINGS = ("s", "ed", "er", "ers", "ing")


@cache
def english() -> dict[str, int]:
    """The words of symspellpy's dictionary, British spellings included, and how often they are written."""
    file = resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    rows = (line.split() for line in file.read_text(encoding="utf-8-sig").splitlines())
    return {word: int(count) for word, count in rows}


def _bones(word: str) -> str:
    """A word without its vowels, its first letter aside."""
    return word[0] + word[1:].translate(_NO_VOWELS)


def _completed(word: str) -> str:
    """A word of which the last letter but one or the last was left out: "goin", "calld"."""
    if len(word) < SHORTEST:
        return ""
    return f"{word}g" if word.endswith("in") else f"{word[:-1]}ed" if word.endswith("d") else ""


def _one_slip_away(word: str) -> set[str]:
    """Every text that one slip may have made this word of; people get the first letter right.

    A letter left out, put in or swapped with the next; a wrong one only for another vowel, or in a long word.
    """
    made = set()
    for at in range(1, len(word) + 1):
        head, tail = word[:at], word[at:]
        made.update(head + letter + tail for letter in ascii_lowercase)
        if tail:
            made.add(head + tail[1:])
            made.add(head + tail[1:2] + tail[0] + tail[2:])
            wrong = ascii_lowercase if len(word) >= LONG else _VOWELS if tail[0] in _VOWELS else ""
            made.update(head + letter + tail[1:] for letter in wrong)
    return made - {word}


def _likely(word: str, meant: str) -> int:
    """People leave letters out more often than they put them in, one of two alike most often."""
    return (len(meant) > len(word)) + (_DOUBLE.sub(r"\1", meant) == _DOUBLE.sub(r"\1", word))


class Typos:
    """Knows which ordinary word an unknown one was meant to be."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Takes names and words from the vocabulary, English from symspellpy's dictionary."""
        self._danger = frozenset(vocabulary.crisis)
        ours = common(training_words())
        kept = f"{vocabulary.phrases.not_crisis} {vocabulary.phrases.not_slips}".split()
        self._common = ours.keys() | vocabulary.danger | vocabulary.means.keys()
        self._known = english().keys() | self._common | set(kept) | words_of((*NAMES, LANGUAGES))
        self._foreign = words_of([LANGUAGES]) - self._common
        often = sorted(english(), key=english().__getitem__, reverse=True)[:MOST]
        meant = {word for word in (*often, *ours) if word in english() and word not in vocabulary.danger}
        self._weight = {word: math.log(english()[word]) + OURS * math.log1p(ours.get(word, 0)) for word in meant}
        self._far = SymSpell(2, prefix_length=7)
        self._bare: dict[str, list[str]] = defaultdict(list)
        for word in sorted(meant & ours.keys()):
            self._bare[_bones(word)].append(word)
            if len(word) >= LONG:
                self._far.create_dictionary_entry(word, 1)

    def is_foreign(self, words: list[str]) -> bool:
        """True if the words are another language's: it is not mended into English."""
        strange = sum(word not in self._weight and word not in self._common for word in words)
        return len(words) >= FEWEST and (strange > len(words) / 2 or len(self._foreign.intersection(words)) >= FOREIGN)

    def mend(self, word: str) -> str | None:
        """Says what was meant.

        Args:
            word: One word, folded, of letters only.

        Returns:
            The likeliest word, or None if it is known, or too unlike any.
        """
        if not word.isascii() or self._is_word(word):
            return None
        whole = _completed(word)
        if whole in english() or whole in self._danger:
            return whole
        return self._slip(word) or self._without_vowels(whole) or self._without_vowels(word) or self._slip(whole)

    def _is_word(self, word: str) -> bool:
        stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
        return word in self._known or any(len(stem) > 2 and stem in self._known for stem in stems)

    def _slip(self, word: str) -> str | None:
        if len(word) < SHORTEST:
            return None
        fits = [term for term in _one_slip_away(word) if term in self._weight and len(term) >= SHORTEST - 1]
        if not fits and len(word) >= LONG:
            fits = [near.term for near in self._far.lookup(word, Verbosity.CLOSEST) if near.term[0] == word[0]]
        return max(fits, key=lambda term: (_likely(word, term), self._weight[term]), default=None)

    def _without_vowels(self, word: str) -> str | None:
        if len(word) < SHORTEST - 1 or sum(char in _VOWELS for char in word) > FEW_VOWELS * len(word):
            return None
        fits = [meant for meant in self._bare.get(_bones(word), ()) if len(meant) > len(word)]
        return max(fits, key=self._weight.__getitem__, default=None)
