"""The methods of the Bot API that a bot such as ours may call, as the local server answers them."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from typing import Any

from bot.telegram_demo import checks
from bot.telegram_demo.chats import BOT, Chat, Chats, Message
from bot.telegram_demo.checks import RefusedError, bad

DELETABLE = 48 * 60 * 60  # seconds
DICE_KEPT = 24 * 60 * 60  # seconds for which a die cannot be deleted
BURST = 3  # messages to one chat that go through at once; then one a second
OVERALL = 30  # messages a second to all

Params = dict[str, Any]


class Methods:
    """Answers calls."""

    def __init__(self, chats: Chats, paced: bool = True) -> None:
        """Starts with an empty menu.

        Args:
            chats: Where messages go.
            paced: False if calls may come at any speed.
        """
        self._chats, self._paced = chats, paced
        self.menu: dict[str, list[dict[str, str]]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}
        self.typing: list[int] = []
        self._sent: deque[float] = deque()
        self._tokens: defaultdict[int, tuple[float, float]] = defaultdict(lambda: (float(BURST), chats.clock()))
        self.all: dict[str, Callable[[Params], Any]] = {
            "getme": lambda params: {**BOT, "can_join_groups": True, "can_read_all_group_messages": False},
            "sendmessage": self.send_message,
            "editmessagereplymarkup": self.edit_reply_markup,
            "deletemessage": self.delete_message,
            "answercallbackquery": self.answer_callback_query,
            "sendchataction": self.send_chat_action,
            "setmycommands": self.set_my_commands,
            "getmycommands": lambda params: self.menu.get(str(params.get("language_code", "")), []),
            "setmydescription": lambda params: self._describe("description", params, 512),
            "setmyshortdescription": lambda params: self._describe("short_description", params, 120),
            "leavechat": self.leave_chat,
        }

    def send_message(self, params: Params) -> Any:
        """Sends a message."""
        chat = self._chats.for_bot(params.get("chat_id"))
        text, entities = checks.text(params)
        rows = checks.keyboard(params.get("reply_markup"))
        self._keep_pace(chat)
        options = params.get("link_preview_options")
        message = self._chats.add(
            chat,
            mine=True,
            text=text,
            entities=entities,
            rows=rows,
            silent=params.get("disable_notification") is True,
            preview=not (isinstance(options, dict) and options.get("is_disabled") is True),
            parse_mode=params.get("parse_mode"),
        )
        return self._chats.shown(chat, message)

    def _keep_pace(self, chat: Chat) -> None:
        """Refuses what comes too fast; the real limits are not published to the letter."""
        if not self._paced:
            return
        now = self._chats.clock()
        while self._sent and self._sent[0] <= now - 1:
            self._sent.popleft()
        left, since = self._tokens[chat.number]
        left = min(float(BURST), left + now - since)
        if len(self._sent) >= OVERALL or left < 1:
            self._tokens[chat.number] = (left, now)
            raise RefusedError("Too Many Requests: retry after 1", 429, 1)
        self._tokens[chat.number] = (left - 1, now)
        self._sent.append(now)

    def _message(self, chat: Chat, params: Params, what: str) -> Message:
        message = chat.messages.get(params.get("message_id") or 0)
        if message is None:
            raise bad(f"message to {what} not found")
        return message

    def edit_reply_markup(self, params: Params) -> Any:
        """Changes the buttons under a message of the bot's."""
        chat = self._chats.for_bot(params.get("chat_id"))
        message = self._message(chat, params, "edit")
        rows = checks.keyboard(params.get("reply_markup"))
        if not message.mine:
            raise bad("message can't be edited")
        if rows == message.rows:
            raise bad(
                "message is not modified: specified new message content and reply markup are exactly the same as a "
                "current content and reply markup of the message"
            )
        message.rows = rows
        return self._chats.shown(chat, message)

    def delete_message(self, params: Params) -> Any:
        """Deletes a message of either side, as long as Telegram allows it."""
        chat = self._chats.for_bot(params.get("chat_id"))
        message = self._message(chat, params, "delete")
        age = self._chats.clock() - message.sent
        if age > DELETABLE or (chat.kind != "private" and not message.mine):
            raise bad("message can't be deleted for everyone")
        if "dice" in message.extra and age < DICE_KEPT:
            raise bad("message can't be deleted for everyone")
        del chat.messages[message.number]
        return True

    def answer_callback_query(self, params: Params) -> Any:
        """Stops the spinner on a button."""
        query = str(params.get("callback_query_id"))
        if query not in self._chats.open_queries:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        self._chats.open_queries.discard(query)
        return True

    def send_chat_action(self, params: Params) -> Any:
        """Shows that the bot is typing."""
        chat = self._chats.for_bot(params.get("chat_id"))
        if params.get("action") != "typing":
            raise bad("wrong parameter action in request")
        self.typing.append(chat.number)
        return True

    def set_my_commands(self, params: Params) -> Any:
        """Sets the menu of a language."""
        self.menu[str(params.get("language_code", ""))] = checks.commands(params.get("commands"))
        return True

    def _describe(self, name: str, params: Params, most: int) -> Any:
        text = str(params.get(name, ""))
        if len(text) > most:
            raise bad(f"BOT_{'ABOUT' if name == 'short_description' else 'DESCRIPTION'}_TOO_LONG")
        self.descriptions[name, str(params.get("language_code", ""))] = text
        return True

    def leave_chat(self, params: Params) -> Any:
        """Leaves a group."""
        chat = self._chats.for_bot(params.get("chat_id"))
        if chat.kind == "private":
            raise bad("chat member status can't be changed in private chats")
        chat.left = True
        return True
