"""Safeguarding 4.6 and 16: who speaks of their own doing never reads what is written for the person it was done to."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.directory.directory import Directory
from bot.person import PersonFinder
from bot.verdict import PREFIX
from bot.wording import Wording

HEARD = sorted(yaml.safe_load(Path("data/phrases/own_behaviour.yml").read_text(encoding="utf-8")))
OWN = {"own_behaviour": True}
RESPECT = "0808 802 4040"
FIXED = "tech_abuse"  # one fixed answer, safeguarding 16
VICTIM = (
    "not your fault",
    "You are not to blame",
    "use one they have never touched",
    "If you are in danger now",
    "Do not go there",
)


@pytest.mark.parametrize("audience", [None, "child", "parent", "adult", "professional"])
@pytest.mark.parametrize("kind", ["", "steps_"])
@pytest.mark.parametrize("concern", HEARD)
def test_own_behaviour_has_words_of_its_own(wording: Wording, concern: str, kind: str, audience: str | None) -> None:
    """Wherever own behaviour can be heard, the first reply and the steps are other ones, whoever writes."""
    name = f"utter_{kind}{concern}"
    own = wording.text(name, {**OWN, "audience": audience})

    assert own != wording.text(name, {"audience": audience})
    assert [words for words in VICTIM if words in own] == []


@pytest.mark.parametrize("concern", [name for name in HEARD if name != FIXED and not name.startswith(PREFIX)])
def test_own_behaviour_takes_no_side_first(wording: Wording, concern: str) -> None:
    """The first clause takes no side, and danger to someone else is named."""
    first = wording.text(f"utter_{concern}", OWN)

    assert first.startswith("Thank you for saying it. There is help for this.")
    assert "999" in first


def test_own_behaviour_respect_number_is_the_directory_s(directory: Directory) -> None:
    """The line for how somebody treats a partner is the one that the directory holds."""
    assert RESPECT in [contact.value for contact in directory.entries["respect-phoneline"].contacts]


@pytest.mark.parametrize("concern", ["grooming", "csam"])
def test_own_behaviour_towards_children_is_shown_stop_it_now(wording: Wording, concern: str) -> None:
    """Adults get Stop It Now, under 18 Shore, never a report to police first (safeguarding 15)."""
    steps = wording.text(f"utter_steps_{concern}", OWN)

    assert "Stop It Now" in steps
    assert "Shore" in steps
    assert "101" not in steps


def test_own_behaviour_watching_has_one_answer(wording: Wording) -> None:
    """Asked for the steps instead, whoever watches another person reads the same fixed words."""
    assert wording.text("utter_steps_watching") == wording.text("utter_tech_abuse", OWN)
    assert wording.text("utter_steps_tech_abuse", OWN) == wording.text("utter_tech_abuse", OWN)


@pytest.mark.parametrize(
    ("message", "own"),
    [
        ("I hit my wife", True),
        ("I've just punched my boyfriend and he is bleeding", True),
        ("I pushed my husband off me because he was choking me", False),
        ("he says I hit my husband but he hit me", False),
        ("my husband hit me", False),
        ("I hit my dad in self defence", False),
        ("I hurt my husband because he had hold of the baby", False),
        ("I lose it and push her around, I want to stop", True),
        ("i keep hitting my girlfriend and i hate myself for it", True),
        ("im 15 and i hit my girlfriend", True),
        ("i hurt my baby, he wont stop crying", True),
        ("help i keep losing my temper and smacking the kids", True),
        ("he hit me and i hit him back", False),
        ("i pushed him and ran, hes chasing me now", False),
        ("i slapped him and now he is going to kill me", False),
        ("I think someone hurt my son", False),
        ("I found out he hit my daughter", False),
    ],
)
def test_own_behaviour_in_danger_is_not_laid_on_who_fights_back(message: str, own: bool) -> None:
    """In an emergency a victim must not lose the lines for victims; who hurts somebody must not get them."""
    assert ("emergency_danger" in PersonFinder().concerns_of_own_behaviour(message)) is own


@pytest.mark.parametrize("rung", range(1, 5))
def test_own_behaviour_is_pushed_back_to_distance_not_to_a_silent_call(wording: Wording, rung: int) -> None:
    """Who may hurt somebody and will not ring is told to keep away, not how a victim rings without a sound."""
    text = wording.text(f"utter_refuse_999_{rung}", OWN)

    assert "999" in text.split("\n")[0]
    assert "away from the other person" in text
    assert "press 55" not in text.lower()


@pytest.mark.parametrize("kind", ["danger", "child", "attack"])
def test_own_behaviour_has_steps_of_its_own_in_an_emergency(wording: Wording, kind: str) -> None:
    """What to do now is to ring, to get away and to talk; nothing that tells where somebody hides."""
    text = wording.text(f"utter_steps_emergency_{kind}", {**OWN, "audience": "child"})

    assert text.startswith("Ring 999.")
    assert "et right away from" in text
    assert "Samaritans 116 123" in text


@pytest.mark.parametrize(
    ("message", "own"),
    [
        ("I lose it and push her around, I want to stop", True),
        ("when i have had a drink i shove him about and i hate it", True),
        ("my temper frightens my wife", True),
        ("it is me that hits him, not the other way round", True),
        ("he hits me and I hit him back once", False),
        ("he grabbed her and pushed her down the stairs", False),
        ("i want to stop him hurting her", False),
        ("I pushed him off me and ran", False),
        ("he loses it with me every weekend", False),
        ("i know i should not lose it with them but my daughter was raped by him", False),
    ],
)
@pytest.mark.parametrize("concern", ["sexual_violence", "adult_safeguarding"])
def test_own_behaviour_at_home_is_heard_of_her_and_him(concern: str, message: str, own: bool) -> None:
    """A calm admission reaches the line for it; nobody who is hurt, or fights back, is taken for who hurts."""
    assert (concern in PersonFinder().concerns_of_own_behaviour(message)) is own
