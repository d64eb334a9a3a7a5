"""The way of a text: its signs are read, its spaces mended, its words spelt out."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from bot.normalise.signs import Signs
from bot.normalise.spacing import Spacing
from bot.normalise.vocabulary import FILE, WORDS, Vocabulary
from bot.normalise.words import Words

CODE = Path(__file__).parent


class Normaliser:
    """The phrases, ready to be applied."""

    def __init__(self, file: Path = FILE, words: Path = WORDS) -> None:
        """Reads what is known.

        Args:
            file: Of the shape of data/phrases/text_speak.yml.
            words: Holds the training messages.

        Raises:
            msgspec.ValidationError: If the file has another shape.
        """
        vocabulary = Vocabulary(file, words)
        self.means = vocabulary.means
        self._signs, self._spacing, self._words = Signs(vocabulary), Spacing(vocabulary), Words(vocabulary)

    def __call__(self, text: str) -> str:
        """Puts a text into plain words; line ends and full stops stay where they are."""
        return self._words.spell_out(self._spacing.mend(self._signs.read(text)))


@cache
def _house() -> Normaliser:
    """The project's own, read once; it keeps no text."""
    return Normaliser()


def digest(file: Path = FILE, code: Path = CODE) -> str:
    """Changes whenever texts may come out otherwise; the training words aside.

    Args:
        file: The phrases.
        code: The folder of this package; every module of it counts.

    Returns:
        A hash in hexadecimal digits.
    """
    found = hashlib.sha256(file.read_bytes())
    for path in sorted(code.glob("*.py")):
        found.update(path.name.encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def text_speak() -> frozenset[str]:
    """The words that are put into plain ones."""
    return frozenset(_house().means)


def normalise(text: str) -> str:
    """Puts a text into plain words.

    Args:
        text: As typed, of any length.

    Returns:
        The same with disguises taken off, text-speak and coded words spelt out, and slips in words of danger mended;
        names, numbers and known words stay as they are.
    """
    return _house()(text)
