"""bot/directory/slips.py: names are found with one slip of the fingers, and ordinary words are left alone."""

from __future__ import annotations

import pytest

from bot.directory.directory import Directory
from bot.directory.names import phrases
from bot.directory.slips import slips


@pytest.mark.parametrize(
    ("name", "slip"),
    [
        ("facebook", "facebok"),
        ("discord", "discrod"),
        ("snapchat", "snapchatt"),
        ("discord", "d1sc0rd"),
        ("childline", "childlines"),
        ("report harmful content", "report harmfull content"),
    ],
)
def test_slips_hold_what_fingers_do(name: str, slip: str) -> None:
    """A letter left out, swapped, doubled or written as a digit; a name with an s."""
    assert slip in slips([name], [])


@pytest.mark.parametrize("name", ["teams call", "kik", "call of duty warzone two", "ps5", "x.com"])
def test_slips_leave_short_and_long_names_alone(name: str) -> None:
    """They are one slip from other words, or nobody types them from memory."""
    assert slips([name], []) == []


def test_slips_never_take_a_phrase_of_another_meaning() -> None:
    """What is taken stays what it is."""
    assert "marketplaces" not in slips(["marketplace"], ["marketplaces"])


def test_phrases_make_no_slip_of_an_ordinary_word(directory: Directory) -> None:
    """ "My son shouts" names no helpline."""
    assert "shouts" not in phrases(directory)["service"]["shout"]
