"""actions/action_validate_slot_mappings.py: what is said of the person is kept, whatever the message is about."""

from __future__ import annotations

import pytest

from actions.action_validate_slot_mappings import ActionValidateSlotMappings
from tests.actions.conftest import Play

ACTION = ActionValidateSlotMappings()


@pytest.mark.parametrize(
    "intent", ["greet", "thank", "nlu_fallback", "ask_steps", "out_of_scope", "fraud", "give_area"]
)
def test_remembers_the_place_of_any_message(play: Play, intent: str) -> None:
    assert play(ACTION, intent, found={"area": ["derby_city"]}).slots == {"area": "derby_city"}


def test_remembers_the_age_of_who_says_hello(play: Play) -> None:
    """Nobody is asked again what stood in the first words."""
    played = play(ACTION, "greet", found={"audience": "child", "age": "under_18"})

    assert played.slots == {"audience": "child", "age": "under_18"}


@pytest.mark.parametrize("intent", ["fraud", "give_audience", "affirm", "who_is_this", "find_session"])
def test_leaves_the_person_to_the_answer_or_to_those_it_speaks_of(play: Play, intent: str) -> None:
    """The answer says what changed, so the slot must not have changed before it; other messages speak of others."""
    assert play(ACTION, intent, found={"audience": "parent", "age": "under_18"}).slots == {}


def test_sets_nothing_that_is_known_or_unsaid(play: Play) -> None:
    assert play(ACTION, "greet", {"area": "derby_city"}, found={"area": ["derby_city"]}).slots == {}
    assert play(ACTION, "greet", {"area": "derby_city"}).slots == {}
