"""Makes what people type fit to be read by rules and models. Nothing here keeps or reports a text."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 4000  # characters; a longer text keeps its head and its tail
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_INVISIBLE = {"Cc", "Cf", "Co", "Cs"}
_APOSTROPHES = re.compile("['’‘`´ʼ]")
_STRETCHED = re.compile(r"(\w)\1{2,}")
_SPACED = re.compile(r"(?<!\S)(?:[^\W_][ .\-_*]){3,}[^\W_](?!\S)")
_CLAUSE = re.compile(r"[.!?;\n…]+|,? (?:but|although|however) ")
_THOUGHT = re.compile(r"[.!?;,\n…]+|\b(?:and|but|also|now|plus|because|although)\b", re.IGNORECASE)
SHORTEST_THOUGHT = 4  # words
MAX_SPLITS = 6
_EDGE = " ,;.!?\n"
_WORDS = re.compile(r"[^\W_]")
_COMMAND = re.compile(r"^[/\s]+")
LINE_ENDS = re.compile(r"[\r\v\f\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Prepares a message for Rasa.

    Args:
        text: Whatever was typed, of any length and in any encoding trick.

    Returns:
        At most 4,000 characters of visible text in normal form, head and tail kept, never beginning with "/":
        Rasa would take what follows a slash for an intent and not read the words.
    """
    text = unicodedata.normalize("NFKC", _shorten(text))
    visible = (" " if char.isspace() else char for char in text)
    kept = "".join(char for char in visible if char == " " or unicodedata.category(char) not in _INVISIBLE)
    return _shorten(_COMMAND.sub("", kept).strip())  # again, because some characters grow in normal form


def _shorten(text: str) -> str:
    half = (MAX_LENGTH - 1) // 2
    return text if len(text) <= MAX_LENGTH else f"{text[:half]} {text[-half:]}"


def plain(text: str) -> str:
    """Folds a text to the form in which the emergency cues are written.

    Args:
        text: Any text; line ends still mark clauses.

    Returns:
        Lower case, no apostrophes ("he's" is "hes"), stretched letters cut to two, spaced-out letters joined,
        accents removed, single spaces.
    """
    text = LINE_ENDS.sub("\n", text)
    if text.isascii():  # as most are: nothing to fold but control characters
        text = _CONTROL.sub("", text)
    else:
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text))
        text = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in (*_INVISIBLE, "Mn"))
    text = _APOSTROPHES.sub("", text).lower()
    text = _SPACED.sub(lambda found: re.sub(r"[ .\-_*]", "", found.group()), text)
    text = _STRETCHED.sub(r"\1\1", text)
    return re.sub(r"[^\S\n]+", " ", text).strip()


def clauses(text: str) -> list[str]:
    """Splits a text into its sentences and the halves around "but".

    Args:
        text: Any text.

    Returns:
        The parts that hold at least one letter or digit, in order; empty if none does.
    """
    return [part.strip(" ,") for part in _CLAUSE.split(text) if _WORDS.search(part)]


def has_words(text: str) -> bool:
    """Tells whether there is a letter or a digit to understand."""
    return bool(_WORDS.search(text))


def splits(text: str) -> list[tuple[str, str]]:
    """Cuts a text in two wherever a second thought may begin: at sentences, commas, "and", "but", "now".

    Args:
        text: Any text.

    Returns:
        What stands before and after each cut, in order; at least four words on either side and from cut to cut. Of very
        many cuts a few, evenly spread: they bound the time of a turn.
    """
    cuts, last = [], 0
    for found in _THOUGHT.finditer(text):
        at = found.start()
        if len(text[last:at].split()) >= SHORTEST_THOUGHT and len(text[at:].split()) >= SHORTEST_THOUGHT:
            cuts.append(at)
            last = at
    step = max(1.0, len(cuts) / MAX_SPLITS)
    few = [cuts[int(place * step)] for place in range(min(len(cuts), MAX_SPLITS))]
    return [(text[:at].strip(_EDGE), text[at:].strip(_EDGE)) for at in few]
