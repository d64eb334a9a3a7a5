"""How much one chat, or one address, may ask for. Who is over the limit is still told about 999."""

from __future__ import annotations

import hashlib
import math
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable

MOST = 20_000  # keys; those longest unseen go first


class Limit:
    """Buckets of tokens: some at once, more as time goes by."""

    def __init__(self, at_once: int, per_minute: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Starts full for everybody.

        Args:
            at_once: Requests that may come in one go.
            per_minute: Requests that may go on coming.
            clock: Seconds that only go forward.
        """
        self._most, self._rate, self._clock = float(at_once), per_minute / 60, clock
        # Seconds after which a bucket is full again, and tells nothing.
        self._lifetime = self._most / self._rate if self._rate else math.inf
        self._key = secrets.token_bytes(16)  # addresses are kept as keyed hashes, and only here
        self._rows: OrderedDict[bytes, tuple[float, float]] = OrderedDict()

    def allows(self, name: str) -> bool:
        """Takes a token of a chat or an address; False if there is none left."""
        key = hashlib.blake2b(name.encode(errors="replace"), key=self._key, digest_size=16).digest()
        now = self._clock()
        left, seen = self._rows.pop(key, (self._most, now))
        left = min(self._most, left + (now - seen) * self._rate)
        allowed = left >= 1
        self._rows[key] = (left - 1 if allowed else left, now)
        while len(self._rows) > MOST or next(iter(self._rows.values()))[1] < now - self._lifetime:
            self._rows.popitem(last=False)
        return allowed
