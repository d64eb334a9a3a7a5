"""Chats of the website: ids that only this server can issue, gone after half an hour of silence."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable

LIFETIME = 30 * 60  # seconds of silence
MOST = 20_000  # ids; the longest silent go first
RANDOM_BYTES = 16  # 128 bits


class Sessions:
    """Ids in memory. An id opens nothing but its own chat: there is no way to read one, only to go on with it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Starts empty.

        Args:
            clock: Seconds that only go forward.
        """
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._rows: OrderedDict[str, tuple[float, str]] = OrderedDict()

    def issue(self, origin: str) -> str:
        """Makes an id for a page of an origin."""
        session = secrets.token_urlsafe(RANDOM_BYTES)
        self._rows[session] = (self._clock(), origin)
        self._expire()
        return session

    def renew(self, session: object, origin: str) -> str:
        """The id to go on with.

        Args:
            session: What the page sent.
            origin: Where the page comes from.

        Returns:
            The same id if we issued it to this origin less than half an hour of silence ago; else a fresh one.
        """
        self._expire()
        if not isinstance(session, str) or self._rows.get(session, (0.0, None))[1] != origin:
            return self.issue(origin)
        self._rows[session] = (self._clock(), origin)
        self._rows.move_to_end(session)
        return session

    def forget(self, session: object) -> str | None:
        """Drops an id; the name of its conversation, or None if we do not know it."""
        known = isinstance(session, str) and self._rows.pop(session, None) is not None
        return self.conversation(str(session)) if known else None

    def conversation(self, session: str) -> str:
        """What Rasa calls the chat: not the id, so that knowing one never leads to the other."""
        return "web-" + hmac.new(self._key, session.encode(), hashlib.sha256).hexdigest()[:32]

    def _expire(self) -> None:
        oldest = self._clock() - LIFETIME
        while self._rows and (len(self._rows) > MOST or next(iter(self._rows.values()))[0] <= oldest):
            self._rows.popitem(last=False)
