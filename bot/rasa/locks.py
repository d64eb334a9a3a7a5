"""One turn of a conversation after the other, but never for long."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

from rasa.core.lock import TicketLock
from rasa.core.lock_store import InMemoryLockStore

LIFETIME = 5.0  # seconds; the guard gives a turn two, so an older ticket is one that nobody will ever hand back
WAIT = 0.05  # seconds between looks; with Rasa's 1.0 the second of two quick messages would wait a second for nothing


class BriefLocks(InMemoryLockStore):  # type: ignore[misc]  # Rasa's classes are untyped
    """Rasa's locks in memory; Rasa's own ticket holds a conversation for a minute when its turn is lost."""

    def lock(
        self, conversation_id: str, lock_lifetime: float = LIFETIME, wait_time_in_seconds: float = WAIT
    ) -> AbstractAsyncContextManager[TicketLock]:
        """Takes a ticket and waits until it is served, as Rasa does."""
        held: AbstractAsyncContextManager[TicketLock] = super().lock(
            conversation_id, lock_lifetime, wait_time_in_seconds
        )
        return held
