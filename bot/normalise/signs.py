"""Reads letters, signs and pictures that stand for others, before there are words to speak of."""

from __future__ import annotations

import itertools
import re
import unicodedata

from bot import text as texts
from bot.normalise.vocabulary import Vocabulary, fold

# Look-alikes of other alphabets; both strings in the same order.
_ALIKE = str.maketrans(
    "аеорсухіјѕһԁԛԝкмнтвгӏԍАВЕКМНОРСТХУІЅЈӀαονρτυικεηχωγΑΒΕΖΗΙΚΜΝΟΡΤΥΧոօսհցɡıℓ",
    "aeopcyxijshdqwkmhtbrlgABEKMHOPCTXYISJlaovptuikenxwyABEZHIKMNOPTYXnouhggil",
)
_SHAPES = ((0x250, 0x2B0), (0x1D00, 0x1D80), (0x1F130, 0x1F18A))  # small capitals, letters in boxes and circles
_SHAPE_NAME = re.compile(r"LATIN (?:LETTER SMALL CAPITAL|CAPITAL LETTER) ([A-Z])$")
_FLAGS = re.compile("[\U0001f1e6-\U0001f1ff]{3,}")
_HIDDEN = {"Cc", "Cf", "Co", "Cs", "Mn", "Me"}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_QUOTES = str.maketrans("’‘ʼ´", "''''")
_BEYOND_LATIN = re.compile(r"[^\W\d_]+")


def _shapes() -> dict[int, str]:
    """Letters that are drawn differently, to the letters that they are."""
    found = {}
    for code in itertools.chain.from_iterable(itertools.starmap(range, _SHAPES)):
        name = _SHAPE_NAME.search(unicodedata.name(chr(code), ""))
        if name:
            found[code] = name[1].lower()
    return found


class Signs:
    """The letters and pictures, ready to be read."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Takes the pictures from the vocabulary."""
        emoji = vocabulary.phrases.emoji
        self._danger = vocabulary.danger
        self._letters = _shapes()
        self._emoji = {ord(sign): f" {word} " for sign, word in emoji.items()}
        self._emoji_rows = re.compile("([" + "".join(emoji) + r"])(?:\s*\1)+")

    def read(self, text: str) -> str:
        """Puts a text into visible letters of the Latin alphabet, where it means them.

        Args:
            text: As typed.

        Returns:
            The same without hidden characters, pictures of danger said in words; other alphabets stay.
        """
        text = _CONTROL.sub("", texts.LINE_ENDS.sub("\n", text))
        if text.isascii():
            return text
        text = unicodedata.normalize("NFKC", text.translate(self._letters))
        hidden = {char for char in set(text) - {"\n", "\t"} if unicodedata.category(char) in _HIDDEN}
        text = text.translate(dict.fromkeys(map(ord, hidden)))
        text = self._emoji_rows.sub(r"\1", text.translate(_QUOTES)).translate(self._emoji)
        text = _FLAGS.sub(self._flags, text)
        return _BEYOND_LATIN.sub(self._alike, text)

    def _flags(self, found: re.Match[str]) -> str:
        """Letters made of flags, if they spell a word of danger."""
        word = "".join(chr(ord(char) - 0x1F1E6 + ord("a")) for char in found.group())
        return f" {word} " if word in self._danger else found.group()

    def _alike(self, found: re.Match[str]) -> str:
        """A word with letters of another alphabet that look like Latin ones."""
        word = found.group()
        if word.isascii():
            return word
        latin = word.translate(_ALIKE)
        if not latin.isascii():
            return word
        mixed = any("a" <= char <= "z" for char in word.lower())
        return latin if mixed or fold(latin) in self._danger else word
