"""What somebody has looked at and found right, although a guard would object: each with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from bot import text as texts

FOLDER = Path("data") / "reviewed"
File = TypeVar("File")


class ReviewError(ValueError):
    """A file of reviews is wrong; the message says where and what to write."""


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Some words, and why they are right.

    Attributes:
        because: The reason, for whoever asks.
        allowed: As they are written where they stand; capitals and apostrophes do not matter.
    """

    because: str
    allowed: tuple[str, ...]


class Reviewed:
    """Answers for some words, and remembers which it was asked for."""

    def __init__(self, groups: tuple[Group, ...], file: Path) -> None:
        """Takes the groups of a file."""
        self._file = file
        self._unused = {texts.plain(words): words for group in groups for words in group.allowed}
        self._words = frozenset(self._unused)

    def allows(self, words: str) -> bool:
        """True if these words were found right."""
        key = texts.plain(words)
        self._unused.pop(key, None)
        return key in self._words

    def problems(self) -> Iterator[str]:
        """Says which words nobody asked for; call it when all has been asked."""
        for words in self._unused.values():
            yield f"{self._file}: {words!r}: no guard objects to this any more; take it out."


def read(path: Path, kind: type[File]) -> File:
    """Reads a file of reviews.

    Args:
        path: Under data/reviewed/.
        kind: Its shape.

    Returns:
        What stands there.

    Raises:
        ReviewError: If it has another shape, or is missing.
    """
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=kind)
    except (msgspec.DecodeError, OSError) as error:
        raise ReviewError(f"{path}: {error}") from error
