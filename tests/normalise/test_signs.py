"""bot/normalise/signs.py: letters, signs and pictures that stand for others are read for what they mean."""

from __future__ import annotations

import pytest

from bot.normalise import normalise


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("he wаnts tо kіll mе", "he wants to kill me"),  # Cyrillic а о і е
        ("κill", "kill"),  # Greek κ
        ("ѕоѕ", "sos"),  # Cyrillic altogether
        ("di\u200be", "die"),
        ("d\u00adie", "die"),
        ("k\u0336i\u0336l\u0336l\u0336", "kill"),
        ("ｄｉｅ", "die"),
        ("𝓭𝓲𝓮", "die"),
        ("🅺🅸🅻🅻 ᴋɪʟʟ", "kill kill"),
    ],
)
def test_signs_of_other_alphabets_are_read(typed: str, meant: str) -> None:
    """Look-alikes, hidden characters and letters drawn differently still spell the word."""
    assert normalise(typed).split() == meant.split()


@pytest.mark.parametrize(
    ("typed", "word"),
    [("he has a 🔪", "knife"), ("🔪🔪🔪 outside", "knife"), ("a 🗡️", "knife"), ("🆘 now", "help"), ("🇸🇴🇸 now", "sos")],
)
def test_signs_say_pictures_of_danger(typed: str, word: str) -> None:
    """A picture is said once, however often it stands there."""
    assert normalise(typed).split().count(word) == 1
