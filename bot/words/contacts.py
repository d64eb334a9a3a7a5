"""Finds phone numbers, e-mail addresses and social handles in sentences: each may be somebody's.

Those of the directory are public and may stand. It cannot see a handle that looks like a word ("add jamie on snap"),
a number spelt out or split by words, or a street.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import phonenumbers

from bot.directory.directory import Directory
from bot.words.sentences import Sentence

COUNTRY = "GB"
SHORTEST = 7  # digits; 999, 7726, years and sums are nobody's number
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Kept free for examples by RFC 2606 and RFC 6761: nobody can have an address there.
_NOBODYS = re.compile(r"[@.](?:example\.(?:com|net|org)|example|invalid|test)$")
_HANDLE = re.compile(
    r"(?<![\w.])@\w{2,}|(?<![\w/])u/\w{2,}|\b\w{2,}#\d{4}\b|\b\w*[^\W\d_]_\w+"
    r"|\b(?:instagram|facebook|tiktok|twitter|snapchat|t|discord|x|twitch)\.(?:com|me|gg|tv)/\S+",
    re.IGNORECASE,
)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def public(directory: Directory) -> frozenset[str]:
    """The numbers (digits alone) and addresses (lower case) that the directory gives."""
    values = [contact.value for entry in directory.entries.values() for contact in entry.contacts]
    return frozenset(value.lower() for value in values) | frozenset(map(_digits, values))


def found_in(text: str, known: frozenset[str] = frozenset()) -> list[str]:
    """Finds what may be somebody's number, address or handle.

    Args:
        text: A sentence.
        known: What may stand, from public().

    Returns:
        Each as it is written.
    """
    emails = [found.group() for found in _EMAIL.finditer(text)]
    rest = _EMAIL.sub(" ", text)
    handles = [found.group() for found in _HANDLE.finditer(rest)]
    numbers = []
    if len(_digits(rest)) >= SHORTEST:
        possible = phonenumbers.PhoneNumberMatcher(rest, COUNTRY, leniency=phonenumbers.Leniency.POSSIBLE)
        numbers = [match.raw_string for match in possible if len(_digits(match.raw_string)) >= SHORTEST]
    mine = [email for email in emails if email.lower() not in known and not _NOBODYS.search(email.lower())]
    return mine + handles + [number for number in numbers if _digits(number) not in known]


def problems(sentences: Iterable[Sentence], directory: Directory) -> Iterator[str]:
    """Says where a number, address or handle stands.

    Args:
        sentences: Taught and examined.
        directory: Its contacts may stand.

    Yields:
        One finding for each.
    """
    known = public(directory)
    for sentence in sentences:
        for contact in found_in(sentence.text, known):
            yield f"{sentence.place}: {contact!r} may be somebody's number, address or handle; take it out."
