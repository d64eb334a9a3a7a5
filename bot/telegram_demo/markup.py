"""Reads messages in HTML as Telegram does, and refuses what Telegram refuses."""

from __future__ import annotations

import re
from typing import Any

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
}
_NAMED = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot);|&#(\d{1,7});|&#x([0-9a-fA-F]{1,6});")
_OPENING = re.compile(r"<([^\s>/]*)((?:\s+[a-z-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?)*)\s*>", re.IGNORECASE)
_HREF = re.compile(r"href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)


class MarkupError(ValueError):
    """The markup is wrong, in Telegram's words."""


def units(text: str) -> int:
    """Length as Telegram counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def _character(found: re.Match[str]) -> str:
    if found[0] in _NAMED:
        return _NAMED[found[0]]
    code = int(found[1]) if found[1] else int(found[2], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else found[0]


def parse(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Splits HTML into plain text and entities.

    Args:
        source: The text of a message with parse_mode HTML.

    Returns:
        The text as people read it, and its entities as the Bot API shows them.

    Raises:
        MarkupError: As Telegram would say it.
    """
    text, entities = "", []
    open_tags: list[tuple[str, int, str | None]] = []
    place = 0
    while place < len(source):
        if source[place] != "<":
            end = source.find("<", place)
            end = len(source) if end < 0 else end
            text += _ENTITY.sub(_character, source[place:end])
            place = end
        elif source.startswith("</", place):
            name, place = _closing(source, place, open_tags)
            _, start, url = open_tags.pop()
            if units(text) > start:
                entity: dict[str, Any] = {"type": TAGS[name], "offset": start, "length": units(text) - start}
                entities.append({**entity, "url": url} if url else entity)
        else:
            name, url, place = _opening(source, place)
            open_tags.append((name, units(text), url))
    if open_tags:
        raise MarkupError(f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    return text, sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _offset(source: str, place: int) -> int:
    return len(source[:place].encode("utf-8", errors="surrogatepass"))


def _opening(source: str, place: int) -> tuple[str, str | None, int]:
    found = _OPENING.match(source, place)
    if found is None:
        raise MarkupError(f"Unclosed start tag at byte offset {_offset(source, place)}")
    name = found[1].lower()
    if name not in TAGS:
        raise MarkupError(f'Unsupported start tag "{name}" at byte offset {_offset(source, place)}')
    link = _HREF.search(found[2]) if name == "a" else None
    return name, next(filter(None, link.groups()), None) if link else None, found.end()


def _closing(source: str, place: int, open_tags: list[tuple[str, int, str | None]]) -> tuple[str, int]:
    end = source.find(">", place)
    offset = _offset(source, place)
    if end < 0:
        raise MarkupError(f"Unclosed end tag at byte offset {offset}")
    name = source[place + 2 : end].strip().lower()
    if not open_tags:
        raise MarkupError(f"Unexpected end tag at byte offset {offset}")
    wanted = open_tags[-1][0]
    if name not in ("", wanted):
        raise MarkupError(f'Unmatched end tag at byte offset {offset}, expected "</{wanted}>", found "</{name}>"')
    return wanted, end + 1
