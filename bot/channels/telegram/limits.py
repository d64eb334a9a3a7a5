"""Telegram's pace: 30 calls a second in all, one message a second to a chat."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable

OVERALL = 30.0  # calls a second
PER_CHAT = 1.0  # seconds between two messages to a chat
MOST_CHATS = 10_000  # whose last message is remembered


class Limiter:
    """Makes callers wait for their turn."""

    def __init__(
        self,
        overall: float = OVERALL,
        per_chat: float = PER_CHAT,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Starts with nobody waiting.

        Args:
            overall: Calls a second.
            per_chat: Seconds between two messages to a chat.
            clock: Seconds that only go forward.
            sleep: Waits.
        """
        self._gap, self._per_chat = 1.0 / overall, per_chat
        self._clock, self._sleep = clock, sleep
        self._next = 0.0
        self._chats: OrderedDict[int, float] = OrderedDict()

    async def wait(self, chat: int | None = None, urgent: bool = False) -> None:
        """Waits until a call may be made.

        Args:
            chat: Whom a message goes to; None for a call that sends none.
            urgent: True for 999, which waits for nobody: Telegram lets short bursts through, and if not, says so.
        """
        if chat is not None:
            await self._until(self._reserve_chat(chat), urgent)
        now = self._clock()
        moment = max(now, self._next)
        self._next = moment + self._gap
        await self._until(moment, urgent)

    def pause(self, chat: int, seconds: float) -> None:
        """Sends nothing more to a chat for a while: Telegram has said so."""
        self._chats[chat] = max(self._chats.get(chat, 0.0), self._clock() + seconds)

    def _reserve_chat(self, chat: int) -> float:
        now = self._clock()
        moment = max(now, self._chats.get(chat, 0.0))
        self._chats[chat] = moment + self._per_chat
        self._chats.move_to_end(chat)
        while len(self._chats) > MOST_CHATS:
            self._chats.popitem(last=False)
        return moment

    async def _until(self, moment: float, urgent: bool) -> None:
        wait = moment - self._clock()
        if wait > 0 and not urgent:
            await self._sleep(wait)
