"""Asks the emergency rules without making anybody else wait.

A message of the usual length is read at once, in a millisecond or two. A long one takes longer than others should wait
for, so it is read in a thread beside the server's loop; what cannot be read in time counts as possible danger.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from bot.emergency import Verdict
from bot.verdict import DEFAULT

SHORT = 600  # characters that are read at once
LIMIT = 0.6  # seconds for a long message
READERS = 2  # so that one person's junk does not stand before another's long story
UNREAD = Verdict("possible", DEFAULT, why=("unread",))


class Listener:
    """The rules behind a time limit; never raises."""

    def __init__(self, assess: Callable[[str], Verdict | None]) -> None:
        """Starts no thread before the first long message.

        Args:
            assess: Asks the rules.
        """
        self._assess = assess
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="rules")

    async def hear(self, message: str) -> Verdict | None:
        """Listens to a message of any length.

        Args:
            message: As typed.

        Returns:
            What the rules heard; possible danger if they could not read it, or not in time.
        """
        if len(message) <= SHORT:
            return self.hear_now(message)
        try:
            reading = asyncio.get_running_loop().run_in_executor(self._readers, self._assess, message)
            return await asyncio.wait_for(reading, LIMIT)
        except Exception:  # noqa: BLE001  # whatever is wrong, a line about 999 is right
            return UNREAD

    def hear_now(self, message: str) -> Verdict | None:
        """The same at once, however long it takes."""
        try:
            return self._assess(message)
        except Exception:  # noqa: BLE001
            return UNREAD
