"""Sends messages: remembers their numbers, and gets the words through if Telegram refuses their dress."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import msgspec

from bot.channels.telegram.api import BLOCKED, Api, ApiError, Params
from bot.channels.telegram.buttons import Buttons
from bot.channels.telegram.memory import Chat
from bot.channels.telegram.render import Outgoing, length, split

BAD_REQUEST = 400
_TOO_LONG = "too long"
SHORT = 1000  # UTF-16 units that Telegram takes in any case


class BlockedError(Exception):
    """The person has blocked the bot."""


class Sender:
    """Sends to chats."""

    def __init__(self, api: Api, buttons: Buttons) -> None:
        """Holds both."""
        self._api, self._buttons = api, buttons

    async def send(self, where: int, chat: Chat, message: Outgoing, answers: int | None = None) -> None:
        """Sends a message, plainer at every refusal.

        Args:
            where: Telegram's number of the chat.
            chat: Remembers the message's number.
            message: What to send.
            answers: The number of the message that is answered, where that is not plain to see.

        Raises:
            BlockedError: If the person has blocked the bot.
            ApiError: If Telegram refuses even the plain words.
            UnreachableError: If Telegram stays away.
        """
        refusal: ApiError | None = None
        for params in self._forms(where, message, answers):
            try:
                sent = await self._api.call("sendMessage", params, chat=where, urgent=message.urgent)
            except ApiError as error:
                if error.code == BLOCKED:
                    raise BlockedError from None
                if _TOO_LONG in error.description and length(message.text) > SHORT:
                    await self._in_parts(where, chat, message)
                    return
                if error.code != BAD_REQUEST:  # only then would another form help
                    raise
                refusal = error
            else:
                number = sent.get("message_id") if isinstance(sent, dict) else None
                chat.remember(number if isinstance(number, int) else None, time.time())
                return
        assert refusal is not None
        if length(message.text) <= SHORT:
            raise refusal
        await self._in_parts(where, chat, message)  # it may be the length all the same, in words that we do not know

    async def _in_parts(self, where: int, chat: Chat, message: Outgoing) -> None:
        """Halves what is too long: Telegram may count in another way than it says."""
        parts = split(message, "", max(SHORT // 2, length(message.text) // 2))
        for part in parts:
            await self.send(where, chat, msgspec.structs.replace(part, names=()))

    def _forms(self, where: int, message: Outgoing, answers: int | None) -> Iterator[Params]:
        """From the best dress to the bare words."""
        base: Params = {
            "chat_id": where,
            "disable_notification": not message.urgent,
            "link_preview_options": {"is_disabled": True},
        }
        if answers is not None:
            base["reply_parameters"] = {"message_id": answers, "allow_sending_without_reply": True}
        rich: dict[str, Any] = {"text": message.html, "parse_mode": "HTML"}
        plain: dict[str, Any] = {"text": message.text}
        full = self._markup(message.answers, message.links)
        if full:
            yield {**base, **rich, **full}
            yield {**base, **plain, **full}
            if message.links and message.answers:
                yield {**base, **plain, **self._markup(message.answers, ())}
        yield {**base, **rich}
        yield {**base, **plain}

    def _markup(self, answers: tuple[dict[str, str], ...], links: tuple[tuple[str, str], ...]) -> Params:
        keyboard = self._buttons.keyboard(answers, links)
        return {"reply_markup": {"inline_keyboard": keyboard}} if keyboard else {}
