"""Per chat one after the other, in order; all chats side by side."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class ChatQueues(Generic[T]):
    """Queues that exist only while something waits in them."""

    def __init__(self, work: Callable[[T], Awaitable[None]]) -> None:
        """Starts with none.

        Args:
            work: Does one piece; must not raise.
        """
        self._work = work
        self._waiting: dict[Hashable, deque[T]] = {}
        self._tasks: dict[Hashable, asyncio.Task[None]] = {}

    def put(self, key: Hashable, piece: T) -> None:
        """Adds a piece behind all others of its key.

        Args:
            key: Whose it is.
            piece: What is to be done.
        """
        if key in self._waiting:
            self._waiting[key].append(piece)
            return
        self._waiting[key] = deque([piece])
        self._tasks[key] = asyncio.get_running_loop().create_task(self._run(key))

    def advance(self, key: Hashable, piece: T) -> None:
        """Moves a piece before all but the one that is being done: danger, if it is still waiting.

        Args:
            key: Whose it is.
            piece: The very one that was put there.
        """
        queue = self._waiting.get(key, deque())
        place = next((place for place, one in enumerate(queue) if one is piece), 0)
        if place > 1:
            del queue[place]
            queue.insert(1, piece)

    def waiting(self, key: Hashable) -> int:
        """How many pieces of a key are not done."""
        return len(self._waiting.get(key, ()))

    def __len__(self) -> int:
        """How many pieces are not done."""
        return sum(map(len, self._waiting.values()))

    async def _run(self, key: Hashable) -> None:
        queue = self._waiting[key]
        try:
            while queue:
                await self._work(queue[0])  # it stays in front while it is done
                queue.popleft()
        finally:
            del self._waiting[key], self._tasks[key]

    async def finish(self, seconds: float) -> None:
        """Lets what has begun come to its end, then gives up the rest.

        Args:
            seconds: For all together.
        """
        tasks = list(self._tasks.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
