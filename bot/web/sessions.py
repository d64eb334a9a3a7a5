"""Chats of the website: ids that only this server can issue, gone after half an hour of silence."""

from __future__ import annotations

import base64
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

    def __init__(self, clock: Callable[[], float] = time.monotonic, shared: bytes | None = None) -> None:
        """Starts empty.

        Args:
            clock: Seconds that only go forward.
            shared: A key that several processes share: each then knows the ids of all by their signature.
        """
        self._clock = clock
        self._key, self._shared = shared or secrets.token_bytes(32), shared is not None
        self._rows: OrderedDict[str, tuple[float, str]] = OrderedDict()

    def issue(self, origin: str) -> str:
        """Makes an id for a page of an origin."""
        session = secrets.token_urlsafe(RANDOM_BYTES)
        if self._shared:
            session = f"{session}.{self._signature(session, origin)}"
        self._rows[session] = (self._clock(), origin)
        self._expire()
        return session

    def renew(self, session: object, origin: str) -> str:
        """The id to go on with.

        Args:
            session: What the page sent.
            origin: Where the page comes from.

        Returns:
            The same id if we issued it to this origin less than half an hour of silence ago, or another process that
            shares our key did, whenever that was: what it opens is gone after half an hour. Else a fresh one.
        """
        self._expire()
        if not isinstance(session, str):
            return self.issue(origin)
        if self._rows.get(session, (0.0, None))[1] != origin and not self._signed(session, origin):
            return self.issue(origin)
        self._rows[session] = (self._clock(), origin)
        self._rows.move_to_end(session)
        return session

    def forget(self, session: object, origin: str = "") -> str | None:
        """Drops an id.

        Args:
            session: What the page sent.
            origin: Where the page comes from.

        Returns:
            The name of its conversation, or None if we do not know it.
        """
        if not isinstance(session, str):
            return None
        known = self._rows.pop(session, None) is not None or self._signed(session, origin)
        return self.conversation(session) if known else None

    def conversation(self, session: str) -> str:
        """What Rasa calls the chat: not the id, so that knowing one never leads to the other."""
        return "web-" + hmac.new(self._key, session.encode(errors="replace"), hashlib.sha256).hexdigest()[:32]

    def _signature(self, random: str, origin: str) -> str:
        digest = hmac.new(self._key, f"{random} {origin}".encode(errors="replace"), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest[:RANDOM_BYTES]).decode().rstrip("=")

    def _signed(self, session: str, origin: str) -> bool:
        """True if a process that shares our key issued an id to this origin."""
        random, _, signature = session.partition(".")
        good = self._signature(random, origin)
        return self._shared and hmac.compare_digest(signature.encode(errors="replace"), good.encode())

    def _expire(self) -> None:
        oldest = self._clock() - LIFETIME
        while self._rows and (len(self._rows) > MOST or next(iter(self._rows.values()))[0] <= oldest):
            self._rows.popitem(last=False)
