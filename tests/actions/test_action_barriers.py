"""actions/action_barriers.py: what makes it hard is heard, believed and answered."""

from __future__ import annotations

import pytest

from actions import shared
from actions.action_barriers import ActionBarriers
from bot.wording import Wording
from tests.actions.conftest import Play

ACTION = ActionBarriers()
NIGHT = "2026-11-21T03:00:00+00:00"


@pytest.mark.parametrize(
    ("text", "barrier"),
    [
        ("I don't think it is serious enough", "not_serious"),
        ("I am afraid they will find out", "find_out"),
        ("I have no privacy", "no_privacy"),
        ("I tried before and it did not help", "tried_before"),
        ("I am not sure it is a crime", "not_sure_crime"),
        ("I did something wrong myself", "my_fault"),
    ],
)
def test_barriers_each_have_an_answer(play: Play, wording: Wording, text: str, barrier: str) -> None:
    """Each of the six is answered in its own words."""
    played = play(ACTION, "ask_barriers", {"concern": "fraud"}, text=text)

    assert played.text.startswith(wording.text(f"utter_barrier_{barrier}"))


def test_barriers_buttons_say_what_is_understood(wording: Wording) -> None:
    """Every button of the question leads to a barrier of its own."""
    from bot import choices

    heard = [choices.barrier(button["payload"]) for button in wording.reply("utter_barriers")["buttons"]]

    assert len(set(heard)) == len(heard) == 6
    assert None not in heard


def test_barriers_unsaid_are_asked_for(play: Play, wording: Wording) -> None:
    """ "It's hard to ring them" is met with the six reasons as buttons."""
    played = play(ACTION, "ask_barriers", {"concern": "fraud"}, text="it is hard for me to call")

    assert played.text == wording.text("utter_barriers")
    assert len(played.buttons) == 6


@pytest.mark.parametrize("now", [NIGHT, "2026-11-20T12:00:00+00:00"])
def test_barriers_nobody_answered_gives_another_open_line(play: Play, now: str) -> None:
    """Never the line that was shown before; somebody answers there now."""
    shown = ["national-domestic-abuse-helpline", "samaritans"]
    played = play(
        ACTION, "ask_barriers", {"concern": "tech_abuse", "shown": shown}, now=now, text="i rang and nobody picked up"
    )

    assert played.text.startswith(shared.signpost().wording.text("utter_no_answer"))
    assert played.shown
    assert not set(played.shown) & set(shown)
    assert set(played.shown) <= set(played.slots["shown"])


def test_barriers_nobody_answered_without_a_worry(play: Play) -> None:
    """Who has told nothing yet is given a line all the same, at any hour."""
    played = play(ACTION, "ask_barriers", now=NIGHT, text="no answer there")

    assert played.shown[0] in ("shout", "samaritans", "childline")


def test_barriers_named_line_is_not_given_again(play: Play) -> None:
    """ "Samaritans never picked up" does not lead back to Samaritans."""
    played = play(
        ACTION, "ask_barriers", {"concern": "wellbeing"}, text="they never picked up", found={"service": ["samaritans"]}
    )

    assert "samaritans" not in played.shown


def test_barriers_after_danger_are_a_push_back(play: Play, wording: Wording) -> None:
    """After 999 no argument about reasons: the next way in."""
    played = play(ACTION, "ask_barriers", {"concern": "emergency_danger"}, text="they will find out")

    assert played.text == wording.text("utter_refuse_999_1")
    assert played.slots["refused"] == 1


def test_barriers_fear_is_answered_with_people_not_with_a_menu(play: Play) -> None:
    """ "I'm scared of him" names no barrier: whoever can help is shown again."""
    played = play(
        ACTION, "ask_barriers", {"concern": "tech_abuse"}, text="im scared of him", emergency={"level": "possible"}
    )

    assert "national-domestic-abuse-helpline" in played.shown
