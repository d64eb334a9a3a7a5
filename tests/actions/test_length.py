"""The first answer is short: at most ninety words, whatever the worry and whoever asks."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from actions import shared
from actions.action_call import ActionCall
from actions.action_signpost import ActionSignpost
from bot import clock, length
from bot.directory.directory import Person
from bot.turn import Turn
from bot.verdict import PREFIX, SUICIDE
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


PLACES = (None, "nottingham_city", "derby_city", "dudley", "wales", "scotland", "northern_ireland")
WHO = (None, "child", "parent", "adult", "professional")


@pytest.mark.parametrize("manner", [None, "easy"])
@pytest.mark.parametrize("danger", [name for name in shared.signpost().directory.routes if name.startswith(PREFIX)])
def test_length_after_999(set_clock: Callable[[str], object], danger: str, manner: str | None) -> None:
    """The guidance is whole, and the routes behind it give way: docs/decisions/0008 says why it may be longer."""
    set_clock(HOURS[0])
    post, long = shared.signpost(), {}
    for variant in _variants(danger):
        own = variant == "own_behaviour"
        said = length.words(post.wording.text(f"utter_{danger}", {"emergency_variant": variant}, manner))
        for audience, area in itertools.product(WHO, PLACES):
            person = Person(audience=audience, area=area, own_behaviour=own and danger != SUICIDE)
            ambulance = variant == "ambulance"
            turn = Turn(concern=danger, person=person, said=said, manner=manner, ambulance=ambulance)
            words = said + length.words(post.first(turn, clock.now()).text)
            if words > length.MOST_IN_DANGER:
                long[(variant, audience, area)] = words

    assert long == {}


def _variants(danger: str) -> list[str | None]:
    """All wordings of an emergency, by the slot that chooses them."""
    replies = shared.signpost().wording.responses()[f"utter_{danger}"]
    conditions = [condition for reply in replies for condition in reply.get("condition", ())]
    return [
        None,
        *{str(entry["value"]) for entry in conditions if entry["name"] == "emergency_variant" and entry["value"]},
    ]


@pytest.mark.parametrize(
    "name", [name for name, entry in shared.signpost().directory.entries.items() if entry.what_happens]
)
def test_length_of_what_happens_on_a_call(play: Play, name: str) -> None:
    """One service at a time: what people fear about ringing is read in one go."""
    played = play(ActionCall(), "ask_call", {"concern": "grooming"}, found={"service": [name]})

    assert length.words(played.text) <= length.MOST
