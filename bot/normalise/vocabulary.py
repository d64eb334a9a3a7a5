"""The words that are known: of data/phrases/text_speak.yml and of the training messages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from bot.files import decode

FILE = Path("data") / "phrases" / "text_speak.yml"
WORDS = Path("data") / "nlu"
SHORTEST_SLIP = 5  # letters; shorter words are one slip from too many others
OFTEN = 8  # times in the training words: a word that letters typed one by one may be cut into


class TextSpeak(msgspec.Struct, forbid_unknown_fields=True):
    """data/phrases/text_speak.yml; what each part means stands there."""

    words: dict[str, str]
    not_after: dict[str, tuple[str, ...]]
    not_before: dict[str, tuple[str, ...]]
    phrases: dict[str, str]
    coded: dict[str, str]
    misspelt: dict[str, str]
    emoji: dict[str, str]
    crisis: str
    not_crisis: str
    not_slips: str
    two_before: str
    four_before: str
    not_after_digit: str


def training_words(folder: Path = WORDS) -> Counter[str]:
    """How often each word stands in the training messages; lower case, no apostrophes.

    Args:
        folder: Holds Rasa's training files.

    Returns:
        Words and their counts; empty if the folder is.
    """
    return _counted(folder)  # the cache would take a default and the same path, given, for two questions


@cache
def _counted(folder: Path) -> Counter[str]:
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.yml")):
        lines = (line[6:] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("    - "))
        counts.update(re.findall(r"[^\W\d_]+", re.sub("['’]", "", " ".join(lines)).lower()))
    return counts


def words_of(files: Iterable[Path]) -> frozenset[str]:
    """Every word that stands in these files, folded: names that no slip may be taken for."""
    text = " ".join(file.read_text(encoding="utf-8") for file in files)
    return frozenset(fold(word) for word in re.findall(r"[^\W\d_]+", text))


def common(counts: Counter[str]) -> dict[str, int]:
    """The words that the training messages say often, with how often."""
    return {word: count for word, count in counts.items() if count >= OFTEN}


def fold(word: str) -> str:
    """The form in which words are looked up: lower case, no apostrophes, no accents."""
    word = word.lower().replace("'", "")
    if word.isascii():
        return word
    return "".join(char for char in unicodedata.normalize("NFD", word) if unicodedata.category(char) != "Mn")


class Vocabulary:
    """The words of both sources, in the shapes in which they are looked up.

    Attributes:
        phrases: data/phrases/text_speak.yml as it was read.
        crisis: Words of danger, sorted.
        slips: Those of them that are long enough for a slip.
        danger: Words of danger with everything that means one.
        known: Words that are never taken for a slip.
        means: A word in a hurry, in code or misspelt, to its plain words.
        pieces: Words that letters typed one by one may be cut into, with how often they are said.
    """

    def __init__(self, file: Path = FILE, words: Path = WORDS) -> None:
        """Reads what is known.

        Args:
            file: Of the shape of data/phrases/text_speak.yml.
            words: Holds the training messages.

        Raises:
            FileError: If the file has another shape.
        """
        self.phrases = decode(file, TextSpeak)
        counts, crisis = training_words(words), frozenset(self.phrases.crisis.split())
        self.crisis = sorted(crisis)
        self.slips = [word for word in self.crisis if len(word) >= SHORTEST_SLIP]
        self.danger = crisis | frozenset(self.phrases.coded) | frozenset(self.phrases.misspelt)
        self.known = frozenset(counts) | crisis | frozenset(self.phrases.not_crisis.split())
        self.means = {**self.phrases.words, **self.phrases.misspelt, **self.phrases.coded}
        whole = {word: count for word, count in common(counts).items() if len(word) > 1 or word in "ia"}
        self.pieces = {**dict.fromkeys(crisis, OFTEN), **whole}

    def says(self, word: str) -> str:
        """What a word means; itself, if it is plain."""
        return self.means.get(word, word)
