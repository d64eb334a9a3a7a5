"""Conversations that several processes share through Redis, without what was said; in memory while Redis is away."""

from __future__ import annotations

import json
import logging
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from bot.operations import logs
from bot.rasa.redis_link import AwayError, RedisLink
from bot.rasa.redis_names import name_key
from bot.rasa.tracker_store import LIFETIME, QuietTrackerStore


def _age(tracker: DialogueStateTracker) -> float:
    return float(tracker.events[-1].timestamp) if tracker.events else 0.0


class RedisTrackerStore(QuietTrackerStore):
    """The quiet store, whose conversations live in Redis.

    In this process's memory is only what Redis did not take; it goes there with the next message after Redis is back.
    """

    def __init__(self, link: RedisLink, key: bytes, domain: Domain | None = None, **kwargs: Any) -> None:
        """Starts empty.

        Args:
            link: To Redis.
            key: The secret that all processes share.
            domain: As Rasa gives it.
            kwargs: As for the quiet store.
        """
        super().__init__(domain, **kwargs)
        self._link, self._key = link, key

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keeps a conversation for half an hour, without its words."""
        await super().save(tracker)
        kept = self._rows[tracker.sender_id][1]
        value = json.dumps([event.as_dict() for event in kept.events])
        name = self._name(tracker.sender_id)
        try:
            await self._link.ask(lambda redis: redis.set(name, value, ex=LIFETIME))
        except AwayError:
            return  # it stays in memory
        await super().delete(tracker.sender_id)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation, from Redis or from memory, whichever is newer; None if unknown, too old or unreadable."""
        here, name = await super().retrieve(sender_id), self._name(sender_id)
        try:
            value = await self._link.ask(lambda redis: redis.get(name))
        except AwayError:
            return here
        there = self._read(sender_id, value) if value is not None else None
        return max((tracker for tracker in (there, here) if tracker is not None), key=_age, default=None)

    async def delete(self, sender_id: str) -> None:
        """Forgets a conversation at once, here and in Redis."""
        await super().delete(sender_id)
        await self._link.delete(self._name(sender_id))

    def _name(self, sender: str) -> str:
        return name_key(self._key, "chat", sender)

    def _read(self, sender: str, value: bytes) -> DialogueStateTracker | None:
        """Builds a conversation from its events. What cannot be read is a conversation that has not begun."""
        try:
            events = [Event.from_parameters(parameters) for parameters in json.loads(value)]
            return DialogueStateTracker.from_events(sender, events, self.domain.slots)
        except Exception as error:  # noqa: BLE001  # whatever somebody wrote there, this person gets an answer
            logs.event(logging.WARNING, "store_unreadable", error=type(error).__name__)
            return None
