"""Finds names of people in sentences: nobody who lives, or has lived, is to be met in what the bot learns.

A first name alone ("our Jack") tells nobody who it is and may stand. A name is taken for a full one if
1. two words with capitals stand together and neither is a word that people write small, or
2. the first is a common first name and the second has a capital, or
3. the first is a common first name and no other line uses the second, with or without capitals, or
4. a title such as Mr or Dr stands before a capital.
Places, services, titles of books and the like are found too; data/reviewed/people.yml says which are no person.
It cannot see: a name in small letters whose first name is not listed there or whose second is an ordinary word
("daniel brown"), a person who is known by one name, a nickname, and somebody who is described without a name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec

from bot.directory.directory import Directory
from bot.directory.names import names_of, phrases
from bot.words.reviewed import FOLDER, Group, Reviewed, read
from bot.words.sentences import Sentence

FILE = FOLDER / "people.yml"
OFTEN = 20  # lines that write a word small: after a first name it is the next word ("Miss I need help"), not a surname
RARE = 2  # lines: a word that fewer have is unusual, and after a first name may be a surname
SHORTEST = 3  # letters of a surname in small letters
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")


class People(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """data/reviewed/people.yml; what each part means stands there."""

    first_names: str
    titles: str
    nobody: tuple[Group, ...]


class NameFinder:
    """Knows first names, titles, and which words people write small."""

    def __init__(self, people: People, sentences: Sequence[Sentence]) -> None:
        """Counts the words of all sentences, to tell a surname from an ordinary word."""
        self._first, self._titles = frozenset(people.first_names.split()), frozenset(people.titles.split())
        self._small: Counter[str] = Counter()
        self._lines: Counter[str] = Counter()
        for sentence in sentences:
            words = set(_WORD.findall(sentence.text))
            self._small.update(word for word in words if word[0].islower())
            self._lines.update({word.lower() for word in words})

    def found_in(self, text: str) -> list[str]:
        """Finds what may be somebody's full name.

        Args:
            text: A sentence.

        Returns:
            Each as it is written, without an "'s" at its end.
        """
        shouted = text.isupper()
        words = list(_WORD.finditer(text))
        found = []
        for one, other in pairwise(words):
            gap = text[one.end() : other.start()]
            if gap == " " or (gap == ". " and one.group().lower() in self._titles):
                surname = _POSSESSIVE.sub("", other.group())
                if self._full(one.group(), surname, shouted):
                    found.append(f"{one.group()}{gap}{surname}")
        return found

    def _full(self, one: str, other: str, shouted: bool) -> bool:
        first, last = one.lower(), other.lower()
        capitals = not shouted and other[0].isupper() and not other.isupper()
        if capitals and one[0].isupper() and not one.isupper():
            unusual = not self._small[first] and not self._small[last]
            if unusual or (first in self._titles | self._first and self._small[last] < OFTEN):
                return True
        rare = len(last) >= SHORTEST and self._lines[last] < RARE
        return first in self._first and self._small[first] < RARE and rare  # "he will strangle me" names no Will


def _public(directory: Directory) -> frozenset[str]:
    """Names of services, places and platforms, as one text a name, in small letters."""
    named = [name.lower() for entry in directory.entries.values() for name in names_of(entry)]
    return frozenset(named).union(*(names for by_id in phrases(directory).values() for names in by_id.values()))


def problems(sentences: Sequence[Sentence], directory: Directory, file: Path = FILE) -> Iterator[str]:
    """Says where somebody may be named.

    Args:
        sentences: Taught and examined.
        directory: Names of its services and places are no person's.
        file: First names, titles, and names that were found to be no person's.

    Yields:
        One finding a name, and one for each review that is needed no more.
    """
    people = read(file, People)
    finder, nobody = NameFinder(people, sentences), Reviewed(people.nobody, file)
    public = " | ".join(sorted(_public(directory)))
    for sentence in sentences:
        for name in finder.found_in(sentence.text):
            if re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", public) or nobody.allows(name):
                continue
            yield (
                f"{sentence.place}: {name!r} may be somebody's name; take it out. "
                f"If it is no person's, say so in {file}."
            )
    yield from nobody.problems()
