"""Says word by word what was typed in a hurry or in code; the neighbours of a word decide whether it is meant so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.normalise.spelling import DIGITS, Spelling
from bot.normalise.typos import Typos
from bot.normalise.vocabulary import Vocabulary, fold

LONGEST_WORD = 30
_CHUNK = re.compile(r"\S+")
_TOKEN = re.compile(r"[\w@$!|*+€']+")
_EDGES = "!*|+'_"


def _tokens(text: str) -> Iterator[tuple[int, int]]:
    """Where the words are."""
    for chunk in _CHUNK.finditer(text):
        typed = chunk.group()
        if typed[0] == "@" or "://" in typed or typed.startswith(("www.", "r/", "u/")):
            continue  # an address or somebody's handle
        at = typed.find("@")
        if at > 0 and "." in typed[at:].strip(".,!?") and len(typed) - at > 4:
            continue
        for found in _TOKEN.finditer(typed):
            word = found.group()
            start = found.end() - len(word.lstrip(_EDGES))
            end = found.start() + len(word.rstrip(_EDGES))
            if start < end:
                yield chunk.start() + start, chunk.start() + end


class Words:
    """Knows what words stand for others."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Takes phrases and words from the vocabulary."""
        data = vocabulary.phrases
        self._vocabulary, self._spelling, self._typos = vocabulary, Spelling(vocabulary), Typos(vocabulary)
        self._slang = frozenset(data.words)  # a word of this kind may also be somebody's name
        self._not_after, self._not_before = data.not_after, data.not_before
        self._digit_before = {"2": frozenset(data.two_before.split()), "4": frozenset(data.four_before.split())}
        self._not_after_digit = frozenset(data.not_after_digit.split())
        self._phrases = {phrase.replace(" ", ""): meaning for phrase, meaning in data.phrases.items()}
        longest_first = sorted(data.phrases, key=len, reverse=True)
        written = "|".join(re.escape(phrase).replace(r"\ ", r"[^\S\n]+") for phrase in longest_first)
        self._phrase = re.compile(rf"(?<![\w'])(?:{written})(?![\w'])", re.IGNORECASE)

    def spell_out(self, text: str) -> str:
        """Puts phrases and words into plain ones.

        Args:
            text: In visible letters, with spaces between its words.

        Returns:
            The same; names, numbers and known words stay as they are.
        """
        text = self._phrase.sub(lambda found: self._phrases[re.sub(r"\s", "", found.group()).lower()], text)
        spans = list(_tokens(text))
        folded = [fold(text[start:end]) for start, end in spans]
        foreign = self._typos.is_foreign([word for word in folded if word.isalpha()])
        pieces, last = [], 0
        for place, (start, end) in enumerate(spans):
            word = text[start:end]
            before = folded[place - 1] if place else ""
            after = folded[place + 1] if place + 1 < len(folded) else ""
            gap = text[last:start]
            named = word[0].isupper() and word[1:] == word[1:].lower() and bool(gap) and gap.isspace() and place > 0
            meaning = self._word(folded[place], before, after, named and "\n" not in gap)
            if meaning is None and word.isalpha() and len(word) <= LONGEST_WORD and not (named or foreign):
                meaning = self._typos.mend(folded[place])
            pieces += [gap, word if meaning is None else meaning]
            last = end
        return "".join([*pieces, text[last:]])

    def _word(self, word: str, before: str, after: str, named: bool) -> str | None:
        """What one word means, or None if it is to stay as it is."""
        if word.isdigit():
            return self._digit(word, before, after)
        means = self._vocabulary.means
        if word in means:
            stays = (named and word in self._slang) or self._stays(word, before, after)
            return None if stays else means[word]
        if word in self._vocabulary.known or len(word) > LONGEST_WORD:
            return None
        if not word.isalpha():
            return self._spelling.disguised(word)
        return self._spelling.stretched(word) or (None if named else self._spelling.slip(word))

    def _stays(self, word: str, before: str, after: str) -> bool:
        """True if a word means something else beside these neighbours."""
        unless = self._not_after.get(word, ())
        if before in unless or (before[:1].isdigit() and "number" in unless):
            return True
        return after in self._not_before.get(word, ())

    def _digit(self, digit: str, before: str, after: str) -> str | None:
        if digit not in DIGITS or not before.isalpha() or before in self._not_after_digit:
            return None
        return DIGITS[digit] if after in self._digit_before[digit] else None
