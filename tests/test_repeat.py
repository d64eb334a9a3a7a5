"""bot/repeat.py: the crisis lines again, in other words."""

from __future__ import annotations

import itertools

import pytest

from bot import repeat
from bot.wording import Wording

CRY = "utter_emergency_suicide"


def test_first_cry_gets_the_pinned_words() -> None:
    """The words that safeguarding wrote come first."""
    assert repeat.name_of(CRY, {}) == CRY


def test_later_cries_take_turns() -> None:
    """Three texts, then the first of them again; never the same twice in a row."""
    names = [repeat.name_of(CRY, {"cries": float(times)}) for times in range(1, 8)]

    assert len(set(names)) == repeat.AGAIN
    assert all(one != other for one, other in itertools.pairwise(names))


@pytest.mark.parametrize("variant", ["taken", "pressure", "other", "possible"])
def test_other_needs_keep_their_own_words(variant: str) -> None:
    """Who has taken something hears of the ambulance, however often."""
    assert repeat.name_of(CRY, {"cries": 2.0, "emergency_variant": variant}) == CRY


@pytest.mark.parametrize("times", range(1, repeat.AGAIN + 1))
def test_each_text_has_999_first_and_a_phone_and_a_text_route(wording: Wording, times: int) -> None:
    """Whatever the words, the ways to reach somebody are there."""
    text = wording.text(f"utter_suicide_again_{times}")

    assert "999" in text.splitlines()[0]
    assert "116 123" in text
    assert "85258" in text
    assert "0800 1111" in text
