"""Puts messages side by side into the rows of one rectangle, so that little of what is computed is padding."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
WIDEST = 128  # tokens of a row, unless one message is longer: attention costs the square of it
NOBODY = -1  # the owner of padding


def pack(messages: Sequence[Sequence[int]]) -> dict[str, Numbers]:
    """Packs messages, the longest first, each into the first row that has room for it.

    Args:
        messages: At least one; the token ids of each, at least one.

    Returns:
        Three rectangles of the same shape, the inputs of the encoder's graph: `ids`, the tokens; `places`, the place of
        each token in its message; `owners`, the number of its message, or NOBODY.
    """
    lengths = [len(message) for message in messages]
    width = max(*lengths, min(sum(lengths), WIDEST))
    starts: list[tuple[int, int, int]] = []  # message, row, column
    used: list[int] = []
    for number in sorted(range(len(messages)), key=lambda number: -lengths[number]):
        row = next((row for row, filled in enumerate(used) if filled + lengths[number] <= width), len(used))
        if row == len(used):
            used.append(0)
        starts.append((number, row, used[row]))
        used[row] += lengths[number]
    shape = len(used), max(used)
    ids, places, owners = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.full(shape, NOBODY, np.int64)
    for number, row, start in starts:
        here = slice(start, start + lengths[number])
        ids[row, here] = messages[number]
        places[row, here] = np.arange(lengths[number])
        owners[row, here] = number
    return {"ids": ids, "places": places, "owners": owners}
