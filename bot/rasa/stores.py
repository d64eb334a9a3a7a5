"""Chooses where conversations live: in this process, or in Redis if REDIS_URL names one."""

from __future__ import annotations

from rasa.core.lock_store import LockStore

from bot.operations import settings
from bot.rasa.locks import BriefLocks
from bot.rasa.tracker_store import QuietTrackerStore


def stores() -> tuple[QuietTrackerStore, LockStore]:
    """Makes the store of the conversations and that of the locks.

    Raises:
        ValueError: If REDIS_URL cannot be used.
    """
    given = settings.read()
    key = given.key("conversations")
    if given.redis_url is None or key is None:
        return QuietTrackerStore(), BriefLocks()
    # Only where they are wanted: the client costs a tenth of a second of the start.
    from bot.rasa.redis_link import RedisLink
    from bot.rasa.redis_lock import RedisLockStore
    from bot.rasa.redis_store import RedisTrackerStore

    link = RedisLink(given.redis_url)
    return RedisTrackerStore(link, key), RedisLockStore(link, key)
