"""bot/encoder/packing.py: every token once, in its place, with as little padding as may be."""

from __future__ import annotations

import numpy as np
import pytest

from bot.encoder.packing import NOBODY, WIDEST, pack


def _rows(lengths: list[int]) -> list[list[int]]:
    """Messages in which every token is another number."""
    numbers = iter(range(1, 10_000))
    return [[next(numbers) for _ in range(length)] for length in lengths]


@pytest.mark.parametrize("lengths", [[1], [5, 5, 5], [100, 20, 7, 3], [128, 128, 40], [300, 2], [9] * 50])
def test_pack_keeps_every_message_whole_and_in_order(lengths: list[int]) -> None:
    """What belongs to a message, read by its places, is the message."""
    messages = _rows(lengths)
    packed = pack(messages)

    for number, message in enumerate(messages):
        mine = packed["owners"] == number
        assert packed["ids"][mine].tolist() == message
        assert packed["places"][mine].tolist() == list(range(len(message)))
        assert len(set(np.nonzero(mine)[0])) == 1, "a message is in one row"


def test_pack_gives_padding_to_nobody() -> None:
    """A row that is not full is filled with tokens of no message."""
    packed = pack(_rows([120, 20]))

    assert (packed["owners"] == NOBODY).sum() == packed["ids"].size - 140


def test_pack_of_a_message_and_its_parts_is_nearly_full() -> None:
    """Padding each part to the length of the whole would compute four times as much."""
    lengths = [40, 22, 21, 12, 31, 30, 13]
    packed = pack(_rows(lengths))

    assert packed["ids"].size < 1.2 * sum(lengths)


def test_pack_makes_no_row_wider_than_attention_likes() -> None:
    """Attention costs the square of the width."""
    assert pack(_rows([30] * 20))["ids"].shape[1] <= WIDEST
