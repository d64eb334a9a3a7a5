"""One turn of a conversation at a time, in whichever process; who waits too long goes on without the lock."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.lock_store import LockStore
from redis.asyncio.lock import Lock

from bot.rasa.redis_link import AwayError, RedisLink
from bot.rasa.redis_names import name_key

LONGEST_WAIT = 0.5  # seconds; an answer is worth more than the order of two turns
LIFE = 3.0  # seconds; a process that dies in a turn leaves its lock behind for no longer
LOOK_EVERY = 0.02  # seconds


class RedisLockStore(LockStore):  # type: ignore[misc]  # Rasa's classes are untyped
    """Takes the place of Rasa's ticket locks, which are read and written in two steps and wait a second at a time."""

    def __init__(self, link: RedisLink, key: bytes) -> None:
        """Starts with no lock.

        Args:
            link: To Redis.
            key: The secret that all processes share.
        """
        self._link, self._key = link, key
        self._here: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LIFE, wait_time_in_seconds: float = LOOK_EVERY
    ) -> AsyncGenerator[None, None]:
        """Holds a conversation for a turn.

        Args:
            conversation_id: Which.
            lock_lifetime: Seconds after which the lock ends by itself.
            wait_time_in_seconds: Seconds between two tries.
        """
        until = time.monotonic() + LONGEST_WAIT
        here = self._here.setdefault(conversation_id, asyncio.Lock())
        held = await _acquired(here)
        there = await self._acquire(conversation_id, lock_lifetime, wait_time_in_seconds, until)
        try:
            yield
        finally:
            if held:
                here.release()
            if there is not None:
                await self._release(there)

    async def _acquire(self, conversation: str, life: float, pause: float, until: float) -> Any:
        """A lock in Redis, or None if there is none to be had."""
        if self._link.away:
            return None
        name = name_key(self._key, "turn", conversation)
        try:
            lock = await self._link.ask(lambda redis: _make(redis, name, life))
            while not await self._link.ask(lambda redis: lock.acquire(blocking=False)):
                if time.monotonic() > until:
                    return None
                await asyncio.sleep(pause)
        except AwayError:
            await self._link.delete(name)  # Redis may still read our question, later, and lock what nobody holds
            return None
        return lock

    async def _release(self, lock: Any) -> None:
        try:
            await self._link.ask(lambda redis: lock.release())
        except AwayError:
            return  # it ends by itself


async def _make(redis: Any, name: str, life: float) -> Lock:
    return Lock(redis, name, timeout=life, thread_local=False)


async def _acquired(lock: asyncio.Lock) -> bool:
    """True if a lock of this process could be had in time."""
    try:
        await asyncio.wait_for(lock.acquire(), LONGEST_WAIT)
    except asyncio.TimeoutError:
        return False
    return True
