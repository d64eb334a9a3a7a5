"""What may leave: replies that every channel can show. Junk from broken code must not cost the person an answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from bot.wording import Reply

MOST_BYTES = 200_000  # of one reply; the longest list of cards is a twentieth of it


class _Button(msgspec.Struct):
    title: str
    payload: str


class _Reply(msgspec.Struct):
    """What contract 4.3 knows of a message; other fields are left alone."""

    text: str | None = None
    buttons: list[_Button] | None = None
    custom: dict[str, Any] | None = None


def _is_sound(message: Any) -> bool:
    try:
        reply = msgspec.convert(message, _Reply)
        # As it will leave: half a character, an endless list or an object of ours is found out here.
        return bool(reply.text or reply.custom) and len(msgspec.json.encode(message)) <= MOST_BYTES
    except Exception:  # noqa: BLE001  # there are more ways to be junk than can be listed
        return False


def sound(messages: Iterable[Any]) -> list[Reply]:
    """Leaves out what is no reply.

    Args:
        messages: Whatever Rasa and the actions said.

    Returns:
        Those with a text or a payload, of the right types, that can be written as JSON and are not absurdly long.
    """
    return [message for message in messages if _is_sound(message)]
