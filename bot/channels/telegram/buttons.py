"""Buttons: Telegram carries 64 bytes, so it gets a short key and the words stay here."""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

MOST = 10_000  # buttons whose words are kept; they are few, all of them ours
IN_A_ROW = 2
WIDEST = 22  # characters of a title that fits beside another one on a phone
LONGEST_TITLE = 40
MOST_LINKS = 4
Row = list[dict[str, str]]


class Buttons:
    """Keys and the words that they stand for. The same words have the same key, so that nothing of a person is kept."""

    def __init__(self) -> None:
        """Starts empty."""
        self._words: OrderedDict[str, str] = OrderedDict()

    def key(self, words: str) -> str:
        """A short key for the words of a button."""
        key = hashlib.blake2b(words.encode(), digest_size=12).hexdigest()
        self._words[key] = words
        self._words.move_to_end(key)
        while len(self._words) > MOST:
            self._words.popitem(last=False)
        return key

    def words(self, key: str | None) -> str | None:
        """What a key stands for, or None if it is not known (any more)."""
        return self._words.get(key or "")

    def keyboard(self, buttons: Iterable[dict[str, str]], links: Iterable[tuple[str, str]] = ()) -> list[Row]:
        """Buttons and links in rows of two; a long title has a row of its own.

        Args:
            buttons: Rasa's, with title and payload.
            links: Titles and addresses.

        Returns:
            An inline keyboard; an address that Telegram would refuse is left out.
        """
        answers = [{"text": b["title"], "callback_data": self.key(b.get("payload") or b["title"])} for b in buttons]
        doors = [{"text": _title(title), "url": url} for title, url in links if accepted(url)]
        return [*_rows(answers), *_rows(doors)]


def _title(name: str) -> str:
    short = textwrap.shorten(name, LONGEST_TITLE, placeholder="…", break_on_hyphens=False)
    return short if short != "…" else name[:LONGEST_TITLE]


def _rows(buttons: list[dict[str, str]]) -> Iterator[Row]:
    row: Row = []
    for button in buttons:
        wide = len(button["text"]) > WIDEST
        if row and (wide or len(row) == IN_A_ROW):
            yield row
            row = []
        row.append(button)
        if wide:
            yield row
            row = []
    if row:
        yield row


def accepted(url: str) -> bool:
    """Tells whether Telegram takes an address for a button; one that it refuses costs the whole message."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}", host) is not None
        and re.search(r"\s", url) is None
        and len(url) <= 2048
        and parts.username is None
    )


def links(payloads: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    """The websites on the cards of a reply.

    Args:
        payloads: Of type signposts.

    Returns:
        Name and address of the first four, none twice.
    """
    found: dict[str, str] = {}
    for payload in payloads:
        for group in ("services", "sessions", "resources"):
            for item in payload.get(group, ()):
                pages = [c["href"] for c in item["contacts"] if c["type"] == "web" and c["href"]]
                url = (pages or [item.get("url") or ""])[0]
                if url and url not in found:
                    found[url] = str(item["name"])
    return [(name, url) for url, name in found.items() if accepted(url)][:MOST_LINKS]
