"""Names with one slip of the fingers: "facebok", "discrod", "snapchta", "d1sc0rd", "childlines"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

_LONG = 7  # letters of a name of one word; shorter ones are one slip from too many other words
_LONG_PART = 6  # letters of a word in a name of several: the other words vouch for it
_MOST_WORDS = 3  # longer names are titles, which nobody types from memory
_PLURAL = 5  # letters of a name that people say with an s: "childlines number"
_DIGITS = str.maketrans("ioea", "1034")
_VOICED = str.maketrans("ioe", "103")


def _of_word(word: str) -> Iterator[str]:
    """A letter left out, doubled, or swapped with the next; the first stays, as in most slips."""
    for place in range(1, len(word)):
        if word[place:] != "s":  # without it the word may be another: "my team"
            yield word[:place] + word[place + 1 :]
        yield word[:place] + word[place] + word[place:]
        yield word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :]


def _of_name(name: str) -> Iterator[str]:
    words = name.split()
    if not all(word.isascii() and word.isalpha() for word in words):
        return
    if len(words) == 1 and len(name) >= _PLURAL and not name.endswith("s"):
        yield f"{name}s"
    long = _LONG if len(words) == 1 else _LONG_PART
    for place, word in enumerate(words):
        if len(word) >= long:
            for slip in (*_of_word(word), word.translate(_DIGITS), word.translate(_VOICED)):
                yield " ".join((*words[:place], slip, *words[place + 1 :]))


def slips(names: Collection[str], taken: Collection[str]) -> list[str]:
    """The ways in which names are mistyped.

    Args:
        names: In lower case.
        taken: Phrases that have a meaning of their own: none of them is a slip of another.

    Returns:
        Each slip once; none for names of more than three words, or with digits or signs.
    """
    few = [name for name in names if len(name.split()) <= _MOST_WORDS]
    return [slip for slip in dict.fromkeys(slip for name in few for slip in _of_name(name)) if slip not in taken]
