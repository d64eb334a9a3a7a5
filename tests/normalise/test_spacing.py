"""bot/normalise/spacing.py: letters typed apart and words held together come out as words."""

from __future__ import annotations

import pytest

from bot.normalise import normalise


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("k i l l me", "kill me"),
        ("k.i.l.l me", "kill me"),
        ("k_i_l_l me", "kill me"),
        ("d i e", "die"),
        ("d-i-e", "die"),
        ("k i l l  m e", "kill me"),
        ("i w a n t t o d i e", "i want to die"),
        ("please want.to.die now", "please want to die now"),
        ("kill_me", "kill me"),
    ],
)
def test_spacing_is_mended(typed: str, meant: str) -> None:
    """Letters apart and words joined by signs still spell the word."""
    assert normalise(typed).split() == meant.split()


@pytest.mark.parametrize("gap", ["\n", "\r\n", "\u2028", "\t", "\u00a0"])
def test_spacing_keeps_words_and_lines_apart(gap: str) -> None:
    """Words on two lines stay two words."""
    assert normalise(f"to{gap}die").split() == ["to", "die"]
