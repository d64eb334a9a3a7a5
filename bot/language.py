"""Tells whether somebody writes in another language than English, in whatever script, so that they hear of 999 in it.

A library that names the language would be heavy and is at its worst on short messages full of slips; here it is enough
to know that it is not English. The words are data: data/phrases/languages.yml.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from bot.files import decode
from bot.normalise import text_speak, training_words

FILE = Path("data") / "phrases" / "languages.yml"
FEWEST = 4  # words in Latin script; fewer may be names, a slip or a joke
STRANGE = 0.55  # of the words are not English
OFTEN = 20  # times in the training messages; a word that another language has as well is English if it is said oftener
WELSH = "welsh"  # its name in the file
FOREIGN = 2  # different words that only another language has
LONGEST = 400  # words or letters that are looked at
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MARKED = re.compile("[łżąęśćńźășşțţâîñçãõäöüßğıŵŷâêåøæđőűčěřšžýůľťďōēāūīķļņģ¿¡]")


@cache
def _foreign_words(file: Path = FILE) -> frozenset[str]:
    """The words of all languages but those that stand in the training messages."""
    return frozenset().union(*_words_by_language(file).values()) - _english()


@cache
def _words_by_language(file: Path = FILE) -> dict[str, frozenset[str]]:
    languages = decode(file, dict[str, str])
    return {name: frozenset(word for word in words.split() if len(word) > 1) for name, words in languages.items()}


@cache
def _english() -> frozenset[str]:
    """Text-speak, and words of the training messages: a few of those are Welsh, so that "yn" must stand there often."""
    foreign = frozenset[str]().union(*_words_by_language().values())
    said = training_words().items()
    return frozenset(word for word, count in said if count > (OFTEN if word in foreign else 1)) | text_speak()


def _other_script(text: str) -> bool:
    if text.isascii():
        return False
    letters = [char for char in text if char.isalpha()][:LONGEST]
    foreign = sum("LATIN" not in unicodedata.name(char, "LATIN") for char in letters)
    return bool(letters) and foreign > len(letters) / 2


def _plain(word: str) -> str:
    if word.isascii():
        return word.replace("'", "")
    word = re.sub("['’]", "", word.replace("ł", "l").replace("ı", "i"))
    return "".join(char for char in unicodedata.normalize("NFD", word) if unicodedata.category(char) != "Mn")


def mostly_other_language(text: str) -> bool:
    """Tells whether most of a message is in another language than English.

    Args:
        text: As typed.

    Returns:
        True if most letters are of another script, or if well over half of at least four words are not English and
        two or more are of another language. False for names, dialect, slips and text-speak.
    """
    if _other_script(text):
        return True
    words = _WORD.findall(unicodedata.normalize("NFC", text[: LONGEST * 10]))[:LONGEST]
    if len(words) < FEWEST:
        return False
    lower = [word.lower() for word in words]
    plain = [_plain(word) for word in lower]
    telling = [place for place, word in enumerate(plain) if len(word) > 1]  # "i", "a", "y", "o" are of many languages
    strange = [place for place in telling if plain[place] not in _english()]
    foreign = {
        plain[place]
        for place in strange
        if plain[place] in _foreign_words() or (_MARKED.search(lower[place]) and not words[place].istitle())
    }
    return len(foreign) >= FOREIGN and len(strange) > STRANGE * len(telling)


def mostly_welsh(text: str) -> bool:
    """Tells whether a message is mostly in another language than English, and Welsh is the likeliest one."""
    if not mostly_other_language(text):
        return False
    words = {_plain(word.lower()) for word in _WORD.findall(unicodedata.normalize("NFC", text[: LONGEST * 10]))}
    hits = {name: len(words & known - _english()) for name, known in _words_by_language().items()}
    return hits[WELSH] >= FOREIGN and hits[WELSH] == max(hits.values())
