"""C, the limit: the encoder's forward pass alone, in full precision, on one thread; nothing around it is timed."""

from __future__ import annotations

import time
from collections.abc import Sequence

from bot.encoder.encoder import SentenceEncoder
from bot.encoder.packing import pack


class Limit:
    """The published encoder: as large as the fine-tuned one, and as fast."""

    def __init__(self) -> None:
        """Loads it."""
        self._encoder = SentenceEncoder()

    def passes(self, said: Sequence[str]) -> list[float]:
        """Runs messages one by one.

        Args:
            said: Messages; cutting them into word pieces is not timed.

        Returns:
            Seconds of each.
        """
        rows = [self._encoder.pieces([text]) for text in said]
        return [self._timed(row) for row in rows]

    def _timed(self, row: list[list[int]]) -> float:
        packed = pack(row)
        start = time.perf_counter()
        self._encoder.run(packed)
        return time.perf_counter() - start
