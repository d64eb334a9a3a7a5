"""Redis as this bot uses it: never waited for longer than a limit, and left alone while it does not answer.

The client has a thread and an event loop of its own. On Rasa's loop the limit would also count the time that Rasa
computes, and a busy minute would look like a dead Redis.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from redis import exceptions
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from bot.operations import logs
from bot.operations.metrics import METRICS

LIMIT = 0.4  # seconds for one question; a turn loses them once, well before an emergency's 0.9 s are over
PING_EVERY = 0.5  # seconds between looks whether a lost Redis is back
MOST_OWED = 20_000  # deletions that wait for Redis to come back
OWED_FOR = 30 * 60  # seconds; after that Redis has dropped the key by itself
_AWAY = (exceptions.ConnectionError, exceptions.TimeoutError, OSError, asyncio.TimeoutError)
T = TypeVar("T")


class AwayError(RuntimeError):
    """Redis does not answer, or not in a way that helps; go on without."""


class RedisLink:
    """Asks Redis, with a circuit breaker: after one question without an answer nobody else waits until it is back."""

    def __init__(self, url: str, limit: float = LIMIT) -> None:
        """Knocks, without waiting for an answer: a Redis that is down is in the log from the start, and stops nothing.

        Args:
            url: As redis-py takes it.
            limit: Seconds for one question.
        """
        self._limit = limit
        self._redis: Any = Redis.from_url(
            url, socket_timeout=limit, socket_connect_timeout=limit, retry=Retry(NoBackoff(), 0)
        )
        self._away = False
        self._owed: dict[str, float] = {}
        self._watching: asyncio.Task[None] | None = None
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._run, name="redis", daemon=True).start()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.create_task(self._knock())
        self._loop.run_forever()

    async def _knock(self) -> None:
        with contextlib.suppress(AwayError):
            await self._ask(lambda redis: redis.ping())

    @property
    def away(self) -> bool:
        """True while Redis is left alone."""
        return self._away

    async def ask(self, question: Callable[[Any], Awaitable[T]]) -> T:
        """Asks Redis something.

        Args:
            question: Gets the client, such as `lambda redis: redis.get("key")`.

        Returns:
            What Redis says.

        Raises:
            AwayError: If it said nothing in time, or an error; at once while it is known to be away.
        """
        if self._away:
            raise AwayError
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(self._ask(question), self._loop))

    async def delete(self, key: str) -> None:
        """Deletes a key: now, or before anything else is asked once Redis is back."""
        try:
            await self.ask(lambda redis: redis.delete(key))
        except AwayError:
            self._owed[key] = time.monotonic() + OWED_FOR
            while len(self._owed) > MOST_OWED:
                self._owed.pop(next(iter(self._owed)))

    async def _ask(self, question: Callable[[Any], Awaitable[T]]) -> T:
        try:
            return await asyncio.wait_for(question(self._redis), self._limit)
        except _AWAY as error:
            self._lose(error)
            raise AwayError from None
        except exceptions.RedisError as error:  # it is there and refuses: full, read-only, or another kind of value
            logs.event(logging.WARNING, "store_refused", error=type(error).__name__)
            raise AwayError from None

    def _lose(self, error: BaseException) -> None:
        if self._away:
            return
        self._away = True
        METRICS.store_up.set(0)
        METRICS.store_lost.inc()
        logs.event(logging.WARNING, "store_lost", error=type(error).__name__)
        self._watching = self._loop.create_task(self._watch())

    async def _watch(self) -> None:
        """Looks until Redis is back, pays what is owed, and only then lets questions through."""
        while self._away:
            await asyncio.sleep(PING_EVERY)
            try:
                await asyncio.wait_for(self._redis.ping(), self._limit)
                await self._pay()
            except (*_AWAY, exceptions.RedisError):
                continue
            self._away = False
        METRICS.store_up.set(1)
        logs.event(logging.INFO, "store_back")

    async def _pay(self) -> None:
        for key, until in list(self._owed.items()):
            if time.monotonic() < until:
                await asyncio.wait_for(self._redis.delete(key), self._limit)
            self._owed.pop(key, None)
