"""Turns the guard's replies into Telegram messages: 999 alone and first, the rest as one message where it fits."""

from __future__ import annotations

import html
from typing import Any

import msgspec

from bot.channels.telegram import buttons
from bot.wording import Reply

LONGEST = 4096  # UTF-16 units of a message, as Telegram counts
ROOM = 96  # units left free
NUMBER = "999"
EARLY = 60  # signs within which 999 must stand for a message to begin with it
_GROUPS = ("services", "sessions", "resources")


class Outgoing(msgspec.Struct, frozen=True, kw_only=True):
    """A message to be sent.

    Attributes:
        text: As plain text.
        names: Parts of lines that stand out: names of services.
        answers: Buttons that answer, as Rasa has them.
        links: Titles and addresses of links.
        urgent: True for 999: it waits for nothing, and the phone rings.
    """

    text: str
    names: tuple[str, ...] = ()
    answers: tuple[dict[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    urgent: bool = False

    @property
    def html(self) -> str:
        """The text as Telegram's HTML, with everything escaped and the names in bold."""
        return "\n".join(_bold(line, self.names) for line in self.text.split("\n"))


def _bold(line: str, names: tuple[str, ...]) -> str:
    for name in names:
        if line.startswith(f"- {name}"):
            return f"- <b>{html.escape(name, quote=False)}</b>{html.escape(line[len(name) + 2 :], quote=False)}"
    return html.escape(line, quote=False)


def length(text: str) -> int:
    """How long Telegram takes a text to be: in UTF-16 units."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def messages(replies: list[Reply], neutral: str, own_line: str = "") -> list[Outgoing]:
    """Renders the answer to one message.

    Args:
        replies: From the guard, 999 first where it belongs.
        neutral: The line that stands before whatever is no emergency.
        own_line: A reply with this text belongs to the emergency (999 in any language).

    Returns:
        At least one message, in order; at most one urgent one, which is the first.
    """
    customs = [reply["custom"] for reply in replies if isinstance(reply.get("custom"), dict)]
    urgent = any(custom.get("type") == "emergency" and custom.get("level") == "now" for custom in customs)
    spoken = [reply for reply in replies if str(reply.get("text") or "").strip()]
    first = _emergency_part(spoken, own_line) if urgent else []
    signposts = [custom for custom in customs if custom.get("type") == "signposts"]
    sent = [_join(first, (), (), urgent=True)] if first else []
    rest = spoken[len(first) :]
    if rest:
        names = tuple(str(item["name"]) for payload in signposts for group in _GROUPS for item in payload[group])
        joined = _join(rest, names, tuple(buttons.links(signposts)), urgent=False)
        sent += split(joined, neutral)
    return sent


def _emergency_part(spoken: list[Reply], own_line: str) -> list[Reply]:
    """The 999 text, and the line that belongs to it."""
    last = 1
    while last < len(spoken) and own_line and spoken[last].get("text") == own_line:
        last += 1
    return spoken[:last]


def _join(replies: list[Reply], names: tuple[str, ...], links: tuple[tuple[str, str], ...], urgent: bool) -> Outgoing:
    answers: list[dict[str, str]] = []
    for reply in replies:
        answers += [button for button in reply.get("buttons") or () if button not in answers]
    return Outgoing(
        text="\n\n".join(str(reply["text"]).strip() for reply in replies),
        names=names,
        answers=tuple(answers),
        links=links,
        urgent=urgent,
    )


def _opened(text: str, neutral: str) -> str:
    """Neutral words first, for the lock screen; but nothing ever stands before 999."""
    return text if not neutral or NUMBER in text.split("\n", maxsplit=1)[0][:EARLY] else f"{neutral}\n\n{text}"


def split(message: Outgoing, neutral: str, most: int = LONGEST - ROOM) -> list[Outgoing]:
    """Cuts a message into as many as Telegram needs; the buttons stand under the last.

    Args:
        message: Of any length.
        neutral: The line that stands before each part that does not begin with 999.
        most: UTF-16 units for a part, the line included.

    Returns:
        The parts in order.
    """
    parts: list[str] = []
    rest = message.text
    while True:
        opened = _opened(rest, neutral)
        if length(opened) <= most:
            parts.append(opened)
            break
        place = _cut(rest, most - length(opened) + length(rest))
        parts.append(_opened(rest[:place].rstrip(), neutral))
        rest = rest[place:].lstrip("\n")
    last = msgspec.structs.replace(message, text=parts[-1])
    return [*(msgspec.structs.replace(message, text=part, answers=(), links=()) for part in parts[:-1]), last]


def _cut(text: str, most: int) -> int:
    """Where to cut: behind the last paragraph, line or word that fits, and never inside a sign of two units."""
    units, limit = 0, len(text)
    for place, char in enumerate(text):
        units += 2 if ord(char) > 0xFFFF else 1
        if units > most:
            limit = place
            break
    for border in ("\n\n", "\n", " "):
        place = text.rfind(border, 1, limit)
        if place > limit // 2:
            return place + len(border)
    return max(limit, 1)


def payloads(replies: list[Reply], kind: str) -> list[dict[str, Any]]:
    """The custom payloads of one type."""
    customs = [reply.get("custom") for reply in replies]
    return [custom for custom in customs if isinstance(custom, dict) and custom.get("type") == kind]
