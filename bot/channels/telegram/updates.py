"""Reads Telegram's updates: only the fields named here, whatever else is in them. Nobody's name or number is one."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from typing import Any

import msgspec

from bot.channels.telegram.words import COMMANDS

WANTED = ("message", "edited_message", "callback_query", "my_chat_member")  # all that Telegram is asked to send
# What a message may hold that cannot be read, and the words for it in data/telegram; the first that is there counts.
MEDIA = {
    "photo": "picture",
    "video": "picture",
    "animation": "picture",
    "video_note": "picture",
    "story": "picture",
    "paid_media": "picture",
    "live_photo": "picture",
    "voice": "voice",
    "audio": "voice",
    "sticker": "sticker",
    "dice": "sticker",
    "location": "location",
    "venue": "location",
    "contact": "contact",
    "document": "document",
}
# What Telegram itself says in a private chat: nobody waits for an answer.
SERVICE = frozenset(
    (
        "pinned_message",
        "message_auto_delete_timer_changed",
        "chat_background_set",
        "write_access_allowed",
        "boost_added",
        "new_chat_title",
        "delete_chat_photo",
        "new_chat_photo",
        "gift",
        "unique_gift",
        "refunded_payment",
        "successful_payment",
        "proximity_alert_triggered",
        "paid_message_price_changed",
    )
)
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+([A-Za-z0-9_-]{1,64}))?\s*")
_LONGEST_ID = 256  # characters of an id of Telegram's


class Incoming(msgspec.Struct, frozen=True, kw_only=True):
    """What is left of an update.

    Attributes:
        kind: text, a kind of media of data/telegram, button, group, blocked, or service for nobody.
        chat: Where it comes from; the number stays in memory for as long as it is answered.
        update: The update's number.
        message: The message's number, of the message with the buttons for a button.
        sent: When it was sent, in seconds since 1970.
        text: What was typed, or stands under a picture.
        command: The name, if the text is a command of ours and nothing else.
        language: What the person's Telegram is set to, such as "cy".
        edited: True if the person has changed a message.
        album: What pictures sent together have in common.
        query: The press of a button, to be answered.
        data: What the button carries.
        title: What stands on the button.
        links: The message's buttons that are links, as Telegram has them.
    """

    kind: str
    chat: int
    update: int | None = None
    message: int | None = None
    sent: float = 0.0
    text: str | None = None
    command: str | None = None
    language: str | None = None
    edited: bool = False
    album: str | None = None
    query: str | None = None
    data: str | None = None
    title: str | None = None
    links: tuple[tuple[dict[str, str], ...], ...] = ()


def _dict(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _int(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63 else None


def _str(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _short(value: Any) -> str | None:
    text = _str(value)
    return text if text is not None and len(text) <= _LONGEST_ID else None


def number(raw: Any) -> int | None:
    """The number of an update, if it has one."""
    return _int(_dict(raw).get("update_id"))


def read(raw: Any) -> Incoming | None:
    """Reads one update.

    Args:
        raw: Whatever came in.

    Returns:
        What is to be answered or done, or None if nobody is there or it is none of ours.
    """
    update = _dict(raw)
    if "callback_query" in update:
        return _button(_dict(update["callback_query"]), number(raw))
    if "my_chat_member" in update:
        return _membership(_dict(update["my_chat_member"]), number(raw))
    for name in ("message", "edited_message", "channel_post"):
        if name in update:
            return _message(_dict(update[name]), number(raw), name == "edited_message")
    return None


def _private(chat: Mapping[str, Any]) -> bool:
    """By the type if it can be read, else by the number: people's are positive, those of groups negative."""
    if chat.get("type") in ("private", "group", "supergroup", "channel"):
        return bool(chat["type"] == "private")
    return (_int(chat.get("id")) or 0) > 0


def _message(message: Mapping[str, Any], update: int | None, edited: bool) -> Incoming | None:
    chat = _dict(message.get("chat"))
    where, sender = _int(chat.get("id")), _dict(message.get("from"))
    if where is None or sender.get("is_bot") is True:
        return None
    if not _private(chat):
        return Incoming(kind="group", chat=where, update=update, language=_short(sender.get("language_code")))
    text = _str(message.get("text")) or _str(message.get("caption"))
    if text is None and SERVICE.intersection(message):
        return None
    date = _int(message.get("date"))
    return Incoming(
        kind=next((MEDIA[name] for name in MEDIA if name in message), _wordless(message)),
        chat=where,
        update=update,
        message=_int(message.get("message_id")),
        sent=float(date) if date is not None and 0 < date < 2**40 else time.time(),
        text=text,
        command=_command(text),
        language=_short(sender.get("language_code")),
        edited=edited,
        album=_short(message.get("media_group_id")),
    )


def _wordless(message: Mapping[str, Any]) -> str:
    return "text" if "text" in message or "caption" in message else "other"


def _command(text: str | None) -> str | None:
    found = _COMMAND.fullmatch(text.strip()) if text and len(text) <= _LONGEST_ID else None
    if found is None or found[1].lower() not in COMMANDS:
        return None
    # Only /start may be followed by something: Telegram adds what stood in the link that led here.
    return found[1].lower() if not found[2] or found[1].lower() == "start" else None


def _button(query: Mapping[str, Any], update: int | None) -> Incoming | None:
    message, sender = _dict(query.get("message")), _dict(query.get("from"))
    chat = _dict(message.get("chat"))
    where = _int(chat.get("id")) if chat else _int(sender.get("id"))
    if where is None or sender.get("is_bot") is True:
        return None
    data = _str(query.get("data"))
    keyboard = _keyboard(_dict(message.get("reply_markup")).get("inline_keyboard"))
    titles = [_str(button.get("text")) for row in keyboard for button in row if button.get("callback_data") == data]
    links = tuple(
        tuple({"text": str(button["text"]), "url": str(button["url"])} for button in row if _is_link(button))
        for row in keyboard
    )
    return Incoming(
        kind="button" if not chat or _private(chat) else "group",
        chat=where,
        update=update,
        message=_int(message.get("message_id")),
        sent=time.time(),
        language=_short(sender.get("language_code")),
        query=_short(query.get("id")),
        data=data,
        title=titles[0] if data and titles else None,
        links=tuple(row for row in links if row),
    )


def _keyboard(raw: Any) -> list[list[Mapping[str, Any]]]:
    rows = raw if isinstance(raw, list) else []
    return [[_dict(button) for button in row] for row in rows if isinstance(row, list)]


def _is_link(button: Mapping[str, Any]) -> bool:
    return bool(_str(button.get("text")) and _str(button.get("url")))


def _membership(change: Mapping[str, Any], update: int | None) -> Incoming | None:
    chat, now = _dict(change.get("chat")), _dict(change.get("new_chat_member")).get("status")
    where = _int(chat.get("id"))
    if where is None:
        return None
    if _private(chat):
        return Incoming(kind="blocked", chat=where, update=update) if now == "kicked" else None
    here = now in ("member", "administrator", "restricted")
    language = _short(_dict(change.get("from")).get("language_code"))
    return Incoming(kind="group", chat=where, update=update, language=language) if here else None
