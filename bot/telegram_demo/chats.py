"""The chats of the local Bot API server, and what people do in them."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.telegram_demo.checks import RefusedError, bad

BOT = {"id": 7000000001, "is_bot": True, "first_name": "Information", "username": "information_demo_bot"}


@dataclass
class Message:
    """One message.

    Attributes:
        number: Its message_id.
        sent: Seconds since 1970.
        mine: True if the bot sent it.
        text: As people read it; of a picture what stands under it.
        entities: Bold and the like.
        rows: The buttons under it.
        silent: True if the phone did not ring.
        preview: True if Telegram would show a preview of a link.
        parse_mode: How the bot sent the text.
        extra: What else is in it, such as a photo.
    """

    number: int
    sent: float
    mine: bool
    text: str
    entities: list[dict[str, Any]] = field(default_factory=list)
    rows: list[list[dict[str, Any]]] = field(default_factory=list)
    silent: bool = False
    preview: bool = True
    parse_mode: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass
class Chat:
    """One chat, as it stands on everybody's screen; deleted messages are gone."""

    number: int
    kind: str
    messages: dict[int, Message] = field(default_factory=dict)
    blocked: bool = False
    left: bool = False
    language: str = "en"


class Chats:
    """All chats, and the people in them."""

    def __init__(self, deliver: Callable[[dict[str, Any]], None], clock: Callable[[], float]) -> None:
        """Starts empty.

        Args:
            deliver: Takes an update that the bot must get.
            clock: Seconds since 1970.
        """
        self._deliver, self.clock = deliver, clock
        self._chats: dict[int, Chat] = {}
        self._numbers = itertools.count(1)
        self._queries = itertools.count(1)
        self.open_queries: set[str] = set()

    def open(self, number: int, kind: str = "private", language: str = "en") -> Chat:
        """A chat in which somebody can write; a person's has a positive number."""
        return self._chats.setdefault(number, Chat(number, kind, language=language))

    def for_bot(self, number: Any) -> Chat:
        """A chat that the bot may write to.

        Raises:
            RefusedError: If there is none, or the bot is not wanted there.
        """
        chat = self._chats.get(number) if isinstance(number, int) else None
        if chat is None:
            raise bad("chat not found")
        if chat.blocked:
            raise RefusedError("Forbidden: bot was blocked by the user", 403)
        if chat.left:
            raise RefusedError("Forbidden: bot is not a member of the group chat", 403)
        return chat

    def add(self, chat: Chat, mine: bool, text: str, **more: Any) -> Message:
        """Puts a message into a chat."""
        message = Message(next(self._numbers), self.clock(), mine, text, **more)
        chat.messages[message.number] = message
        return message

    def shown(self, chat: Chat, message: Message) -> dict[str, Any]:
        """A message as the Bot API shows it."""
        body: dict[str, Any] = {
            "message_id": message.number,
            "date": int(message.sent),
            "chat": {"id": chat.number, "type": chat.kind, "first_name": "Sam", "username": "sam_private"},
            "from": dict(BOT) if message.mine else self._person(chat),
            **message.extra,
        }
        if message.text:
            body["caption" if message.extra and not message.mine else "text"] = message.text
        if message.entities:
            body["entities"] = message.entities
        if message.rows:
            body["reply_markup"] = {"inline_keyboard": message.rows}
        return body

    @staticmethod
    def _person(chat: Chat) -> dict[str, Any]:
        """As real updates do, it names the person: whoever reads names is found out by the tests."""
        number = chat.number if chat.kind == "private" else 4242
        names = {"first_name": "Sam", "last_name": "Privately", "username": "sam_private"}
        return {"id": number, "is_bot": False, **names, "language_code": chat.language}

    def say(
        self,
        number: int,
        text: str = "",
        extra: dict[str, Any] | None = None,
        kind: str = "private",
        language: str = "en",
    ) -> Message:
        """Somebody writes, or sends something else with text under it.

        Args:
            number: The chat's.
            text: What is written.
            extra: Such as {"photo": [...]}.
            kind: private, group, supergroup or channel.
            language: What the person's Telegram is set to.

        Returns:
            The message.
        """
        chat = self.open(number, kind, language)
        chat.blocked = chat.left = False
        message = self.add(chat, mine=False, text=text, extra=extra or {})
        self._deliver({"message": self.shown(chat, message)})
        return message

    def edit(self, number: int, message: Message, text: str) -> None:
        """Somebody changes what they wrote."""
        message.text = text
        shown = {**self.shown(self._chats[number], message), "edit_date": int(self.clock())}
        self._deliver({"edited_message": shown})

    def press(self, number: int, title: str) -> None:
        """Somebody presses the newest button with a title.

        Raises:
            LookupError: If there is no such button.
        """
        chat = self._chats[number]
        for message in reversed(chat.messages.values()):
            for button in itertools.chain.from_iterable(message.rows):
                if button["text"] == title and "callback_data" in button:
                    self.press_data(chat, message, button["callback_data"])
                    return
        raise LookupError(f"no button {title!r} on the screen")

    def press_data(self, chat: Chat, message: Message, data: str) -> None:
        """Somebody presses a button with some data, even one that is gone."""
        query = str(next(self._queries))
        self.open_queries.add(query)
        body = {"id": query, "from": self._person(chat), "chat_instance": "1", "data": data}
        self._deliver({"callback_query": {**body, "message": self.shown(chat, message)}})

    def membership(self, number: int, kind: str, status: str) -> None:
        """The bot is added to a group (member), taken out, or blocked by somebody (kicked)."""
        chat = self.open(number, kind)
        if kind == "private":
            chat.blocked = status == "kicked"
        else:
            chat.left = status in ("left", "kicked")
        change = {"chat": {"id": number, "type": kind, "title": "A group"}, "from": self._person(chat)}
        member = {"user": dict(BOT), "status": status}
        self._deliver({"my_chat_member": {**change, "date": int(self.clock()), "new_chat_member": member}})
