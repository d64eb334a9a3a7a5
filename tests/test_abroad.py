"""bot/abroad.py: who writes from outside the UK, and what is left for them."""

from __future__ import annotations

import pytest

from bot import abroad
from bot.directory.areas import ABROAD
from bot.directory.directory import Directory


@pytest.mark.parametrize(
    ("message", "heard"),
    [
        ("Spain", True),
        ("I'm in Spain", True),
        ("I live in the republic of ireland and my ex has my nudes", True),
        ("im british but im living in dubai, my boss took my passport", True),
        ("We are on holiday in Turkey", True),
        ("i dont live in the uk", True),
        ("im abroad", True),
        ("he is on a rig in Nigeria", False),
        ("im talking to a man in ghana", False),
        ("my sister lives in spain", False),
        ("I'm from Poland", False),
        ("when I was in Spain he hit me", False),
        ("facebook says im in vietnam", False),
        ("I live in Northern Ireland", False),
        ("im in derby", False),
    ],
)
def test_abroad_is_what_the_writer_says_of_themselves(message: str, heard: bool) -> None:
    """Where a scammer or a sister is does not say what the writer can ring."""
    assert abroad.hear(message) is heard


def test_reachable_leaves_out_uk_numbers(directory: Directory) -> None:
    """Somebody abroad is shown no number that may not work there, and nobody without another way."""
    entries = [directory.entries[name] for name in ("samaritans", "shout", "ceop-safety-centre", "emergency-999")]
    shown = abroad.reachable(entries, ABROAD)

    assert {contact.type for entry in shown for contact in entry.contacts} <= set(abroad.WRITTEN)
    assert "samaritans" in [entry.id for entry in shown]


def test_reachable_changes_nothing_in_the_uk(directory: Directory) -> None:
    """Everybody else sees everything."""
    entries = [directory.entries["samaritans"]]

    assert abroad.reachable(entries, "derby_city") == abroad.reachable(entries, None) == entries
