"""Mends one unknown word: signs in place of letters, letters held down, a slip in a word of danger."""

from __future__ import annotations

import itertools
import re

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.normalise.vocabulary import SHORTEST_SLIP, Vocabulary

LONG = 8  # letters; only in so long a word is a wrong letter a slip: "raced", "hiking" and "shared" are words
DIGITS = {"2": "to", "4": "for"}
_STRETCHED = re.compile(r"(\w)\1{2,}")
_BETWEEN = re.compile(r"([a-z]+)([24])([a-z]+)")
_DISGUISES = {
    "0": "o",
    "1": "il",
    "!": "il",
    "|": "li",
    "3": "e",
    "€": "e",
    "4": "a",
    "@": "a",
    "5": "s",
    "$": "s",
    "7": "t",
    "+": "t",
    "8": "b",
}
_MOST_DISGUISES = 6


class Spelling:
    """Knows which words may have been meant."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Holds the vocabulary."""
        self._vocabulary = vocabulary
        self._known, self._danger, self._means = vocabulary.known, vocabulary.danger, vocabulary.means

    def disguised(self, word: str) -> str | None:
        """Digits, signs and stars in place of letters, if a word of danger or one said often comes out."""
        glued = _BETWEEN.fullmatch(word)
        if glued and glued[3] in self._danger and (glued[1] in self._known or glued[1] in self._means):
            says = self._vocabulary.says
            return f"{says(glued[1])} {DIGITS[glued[2]]} {says(glued[3])}"
        if "*" in word:
            return self._masked(word)
        if not any(char.isalpha() for char in word) or sum(char in _DISGUISES for char in word) > _MOST_DISGUISES:
            return None
        for letters in itertools.product(*(_DISGUISES.get(char, char) for char in word)):
            meant = "".join(letters)
            if meant in self._danger or (len(meant) >= SHORTEST_SLIP - 1 and meant in self._vocabulary.pieces):
                return self._vocabulary.says(meant)
        return None

    def _masked(self, word: str) -> str | None:
        stars = word.count("*")
        if stars > 1 + (len(word) > SHORTEST_SLIP) or word[0] == "*":
            return None
        mask = re.compile(re.escape(word).replace(r"\*", "[a-z]"))
        fits = [known for known in self._vocabulary.crisis if len(known) == len(word) and mask.fullmatch(known)]
        return fits[0] if len(fits) == 1 else None

    def stretched(self, word: str) -> str | None:
        """Takes letters that were held down for one or two of them."""
        runs = _STRETCHED.findall(word)
        if not runs or len(runs) > 4:
            return None
        shapes = _STRETCHED.split(word)
        rest, letters = shapes[::2], shapes[1::2]
        ways = []
        for counts in itertools.product((1, 2), repeat=len(letters)):
            middle = [letter * count for letter, count in zip(letters, counts, strict=True)]
            ways.append("".join(itertools.chain.from_iterable(itertools.zip_longest(rest, middle, fillvalue=""))))
        for likely in (self._danger, self._means, self._known):
            fit = next((way for way in ways if way in likely), None)
            if fit is not None:
                return self._vocabulary.says(fit)
        return self.slip(ways[0])

    def slip(self, word: str) -> str | None:
        """The one word of danger that an unknown word is one slip away from; people get the first letter right."""
        if len(word) < SHORTEST_SLIP or word in self._known or not word.isascii():
            return None
        slips = self._vocabulary.slips
        near = extract(word, slips, scorer=OSA.distance, score_cutoff=1, limit=len(slips))
        fits = [known for known, _, _ in near if known[0] == word[0] and self._likely(word, known)]
        return fits[0] if len(fits) == 1 else None

    @staticmethod
    def _likely(word: str, known: str) -> bool:
        """A letter left out, put in twice or swapped with its neighbour; a wrong one only in a long word."""
        return len(known) >= LONG or len(word) != len(known) or sorted(word) == sorted(known)
