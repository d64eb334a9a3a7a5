"""Forgets a chat: our state, and the messages of both sides that Telegram still lets a bot delete."""

from __future__ import annotations

import asyncio

from bot.channels.telegram.api import Api, ApiError, UnreachableError
from bot.channels.telegram.memory import Chats
from bot.guard import Engine

_GONE = "message to delete not found"  # the person was quicker


class Forgetter:
    """Forgets chats."""

    def __init__(self, api: Api, chats: Chats, engine: Engine) -> None:
        """Holds what there is to forget in."""
        self._api, self._chats, self._engine = api, chats, engine

    async def state(self, sender: str) -> None:
        """Forgets all that we know of a chat.

        Args:
            sender: The conversation's id.
        """
        self._chats.drop(sender)
        try:
            await self._engine.forget(sender)
        except Exception:  # noqa: BLE001  # its half hour will end it
            return

    async def messages(self, where: int, numbers: list[int]) -> int:
        """Deletes messages, the newest first: they are what stands on the screen.

        Args:
            where: Telegram's number of the chat.
            numbers: The messages.

        Returns:
            How many Telegram would not delete.
        """
        done = await asyncio.gather(*(self._delete(where, number) for number in sorted(numbers, reverse=True)))
        return done.count(False)

    async def _delete(self, where: int, number: int) -> bool:
        # One by one: of many at once Telegram does not say which it left.
        try:
            await self._api.call("deleteMessage", {"chat_id": where, "message_id": number})
        except ApiError as error:
            return _GONE in error.description
        except UnreachableError:
            return False
        return True
