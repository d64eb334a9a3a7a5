"""Looks for words that the bot must never say; data/wording/never.yml holds them, each with its rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from bot.directory.directory import Directory
from bot.files import decode
from bot.words.replies import Said, fixed

FILE = Path("data") / "wording" / "never.yml"
_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_LINK = re.compile(r"https?://\S+")  # whose words are not ours


class Images(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Safeguarding 13 as expressions.

    Attributes:
        words: May stand only in an allowed sentence.
        telling: A sentence that tells somebody to keep or pass on a picture, unless it forbids it.
        forbidding: What makes it forbid.
        allowed: Sentences that may stand as they are.
    """

    words: str
    telling: str
    forbidding: str
    allowed: tuple[str, ...]


class Never(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"only_in": "in"}):
    """What never.yml says: rule to expression, everywhere and in replies whose name has a part; and of images."""

    everywhere: dict[str, str]
    only_in: dict[str, dict[str, str]]
    images: Images


@lru_cache(maxsize=1)
def never(file: Path = FILE) -> Never:
    """Reads what is never said.

    Args:
        file: A YAML file in the shape of Never.

    Returns:
        The rules.

    Raises:
        FileError: If the file has another shape.
    """
    return decode(file, Never)


def forbidden(text: str, name: str = "") -> Iterator[tuple[str, str]]:
    """What must not be said in a text.

    Args:
        text: Anything that people read.
        name: Of the response, for what is forbidden only there.

    Yields:
        The rule and the words that break it.
    """
    rules = dict(never().everywhere)
    for part, more in never().only_in.items():
        if part in name:
            rules |= more
    flat = " ".join(_LINK.sub(" ", text).split())
    for rule, expression in rules.items():
        found = re.search(expression, flat, re.IGNORECASE)
        if found is not None:
            yield rule, found.group()
    yield from (("13: no picture is kept, copied or shown", words) for words in pictures(flat))


def pictures(text: str) -> Iterator[str]:
    """Words by which somebody might keep, copy or show a picture of a child (safeguarding 13).

    Args:
        text: Anything that people read.

    Yields:
        The words, or the sentence.
    """
    rule, flat = never().images, " ".join(text.split())
    for sentence in rule.allowed:
        flat = flat.replace(" ".join(sentence.split()), " ")
    yield from (found.group() for found in re.finditer(rule.words, flat, re.IGNORECASE))
    for sentence in _SENTENCE.split(flat):
        told = re.search(rule.telling, sentence, re.IGNORECASE)
        if told is not None and re.search(rule.forbidding, sentence, re.IGNORECASE) is None:
            yield told.group()


def problems(said: Sequence[Said], directory: Directory) -> Iterator[str]:
    """Everything that is said and must not be.

    Args:
        said: From bot/words/replies.py.
        directory: Its cards are read as well.

    Yields:
        A sentence a finding.
    """
    texts = [(reply.place, reply.name, part) for reply in said for part in reply.parts]
    texts += [(place, "", text) for place, text in fixed()]
    texts += [(f"data/directory: {name}", "", text) for name, text in _cards(directory)]
    for place, name, text in texts:
        for rule, words in forbidden(text, name):
            yield f"{place}: {words!r}: never said (rule {rule}); write it otherwise."


def _cards(directory: Directory) -> Iterable[tuple[str, str]]:
    """What stands on a card in words of ours, beside the name."""
    for entry in directory.entries.values():
        hows = [words for contact in entry.contacts for words in (contact.how, contact.hours_note)]
        yield from ((entry.id, text) for text in (entry.description, entry.alert, *hows) if text)
