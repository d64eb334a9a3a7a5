"""Puts messages side by side into the rows of one rectangle, so that little of what is computed is padding."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
WIDEST = 128  # tokens of a row, unless one message is longer: attention costs the square of it
SLACK = 8  # tokens more than rows of the same length would need, which messages seldom fill
NOBODY = -1  # the owner of padding


def _placed(lengths: Sequence[int], width: int) -> tuple[list[tuple[int, int]], list[int]]:
    """The longest first, each into the first row with room: row and column of each message, and what each row holds."""
    places, used = [(0, 0)] * len(lengths), list[int]()
    for number in sorted(range(len(lengths)), key=lambda number: -lengths[number]):
        row = next((row for row, filled in enumerate(used) if filled + lengths[number] <= width), len(used))
        if row == len(used):
            used.append(0)
        places[number] = row, used[row]
        used[row] += lengths[number]
    return places, used


def pack(messages: Sequence[Sequence[int]]) -> dict[str, Numbers]:
    """Packs messages into rows of about the same length.

    Args:
        messages: At least one; the token ids of each, at least one.

    Returns:
        Three rectangles of the same shape, the inputs of the encoder's graph: `ids`, the tokens; `places`, the place of
        each token in its message; `owners`, the number of its message, or NOBODY.
    """
    lengths = [len(message) for message in messages]
    even = -(-sum(lengths) // -(-sum(lengths) // WIDEST))
    tried = [_placed(lengths, max(*lengths, width)) for width in (even, even + SLACK, WIDEST)]
    places, used = min(tried, key=lambda one: len(one[1]) * max(one[1]))
    shape = len(used), max(used)
    packed = {"ids": np.zeros(shape, np.int64), "places": np.zeros(shape, np.int64)}
    packed["owners"] = np.full(shape, NOBODY, np.int64)
    for number, (row, start) in enumerate(places):
        here = row, slice(start, start + lengths[number])
        packed["ids"][here] = messages[number]
        packed["places"][here] = np.arange(lengths[number])
        packed["owners"][here] = number
    return packed
