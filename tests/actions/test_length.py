"""The first answer is short: at most ninety words, whatever the worry and whoever asks."""

from __future__ import annotations

import itertools

import pytest

from actions import shared
from actions.action_signpost import ActionSignpost
from bot import length
from bot.verdict import PREFIX
from tests.actions.conftest import Play

CONCERNS = [name for name in shared.signpost().directory.routes if not name.startswith(PREFIX)]
AUDIENCES = [{}, {"audience": "child"}, {"audience": "parent"}, {"audience": "adult"}, {"audience": "professional"}]
HOURS = ["2026-11-20T12:00:00+00:00", "2026-11-21T03:00:00+00:00"]
TWO_WORRIES = 160  # words of both, on one screen


@pytest.mark.parametrize("concern", [name for name in CONCERNS if name != "find_session"])
def test_length_of_a_first_answer(play: Play, concern: str) -> None:
    """What to do now, who helps and one question: ninety words, then "more"."""
    long = {}
    for found, now, manner in itertools.product(AUDIENCES, HOURS, ({}, {"easy_read": True})):
        first = shared.signpost().wording.text(
            f"utter_{concern}", found | {"own_behaviour": None}, "easy" if manner else None
        )
        played = play(ActionSignpost(), concern, manner, now=now, found=found)
        words = length.words(first) + length.words(played.text)
        if words > length.MOST:
            long[(*found.values(), now, *manner)] = words

    assert long == {}


@pytest.mark.parametrize("pair", [("tech_abuse", "fraud"), ("sextortion", "wellbeing"), ("grooming", "cybercrime")])
def test_length_of_two_worries(play: Play, pair: tuple[str, str]) -> None:
    """Both answers fit on one screen."""
    first = shared.signpost().wording.text(f"utter_{pair[0]}")
    played = play(ActionSignpost(), pair[0], worries=list(pair))

    assert length.words(first) + length.words(played.text) <= TWO_WORRIES
