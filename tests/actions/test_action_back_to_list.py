"""actions/action_back_to_list.py: the routes again."""

from __future__ import annotations

from actions import shared
from actions.action_back_to_list import ActionBackToList
from actions.action_signpost import ActionSignpost
from tests.actions.conftest import Play

ACTION = ActionBackToList()


def test_list_is_the_first_one_again(play: Play) -> None:
    """The same routes as at first, also after "more" has shown others."""
    first = play(ActionSignpost(), "tech_abuse")
    again = play(ACTION, "back_to_list", {**first.slots, "shown": [*first.shown, "police-101"]})

    assert again.shown == first.shown
    assert again.text.startswith(shared.signpost().wording.text("utter_line_back_to_list"))


def test_list_asks_nothing_twice(play: Play) -> None:
    """A question that was asked is not asked again."""
    played = play(ACTION, "back_to_list", {"concern": "tech_abuse", "asked": ["area", "audience"], "disclosed": True})

    assert shared.signpost().wording.text("utter_line_ask_area") not in played.text


def test_list_without_a_worry_asks_for_it(play: Play) -> None:
    """Before any worry there is no list."""
    assert play(ACTION, "back_to_list").responses == ["utter_line_tell_worry"]
