"""bot/person.py: who is asking, how old, and whether it is about the writer's own doing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.person import PersonFinder, PhrasesError, slots


@pytest.fixture(scope="module")
def finder() -> PersonFinder:
    """With the real phrases."""
    return PersonFinder()


@pytest.mark.parametrize(
    ("message", "audience"),
    [
        ("I'm a teacher and worried", "professional"),
        ("one of my pupils showed me", "professional"),
        ("my daughter is being bullied", "parent"),
        ("our 12 year old is hiding her phone", "parent"),
        ("im 14 and scared", "child"),
        ("I'm in year 9", "child"),
        ("my mum doesnt know", "child"),
        ("I'm 34", "adult"),
        ("my ex keeps texting", "adult"),
        ("it is for me, I am under 18", "child"),
        ("it is for me, I am over 18", "adult"),
        ("it is for my child", "parent"),
        ("it is for a friend", "adult"),
        ("it is for someone I work with", "professional"),
        ("somebody sent me a link", None),
        ("a girl in my class told me she sends pictures, I am her form tutor", "professional"),
        ("a girl in my class keeps calling me names", "child"),
        ("one of the lads in my tutor group", "professional"),
        ("our lass is 12", "parent"),
        ("me mam dunt know", "child"),
        ("the bairn next door", None),
        ("wee grandson, nine", "parent"),
        ("my god-daughter is frightened", "parent"),
        ("our foster child came back with a new phone", "parent"),
        ("will my mum find out", "child"),
        ("my boyfriend checks my phone", None),
        ("my friend is being bullied", None),
        ("hi mum message, lost two grand", None),
        ("what will happen to my kids if i die", "adult"),
        ("my kids would be better off without me", "adult"),
        ("my husband kicks me when the kids are asleep", "adult"),
        ("im 12 weeks pregnant", None),
        ("im 10 minutes away", None),
        ("twelve years sober and i did one stupid thing", None),
        ("nine texts with codes i never asked for", None),
        ("old school friend of mine writes horrible things", None),
        ("I am 13 years and have fear", "child"),
        ("Daughter have 11 years, she go out", "parent"),
    ],
)
def test_audience_is_heard(finder: PersonFinder, message: str, audience: str | None) -> None:
    """People say who they are in passing; the words of our own buttons say it too."""
    assert finder.audience(message) == audience


@pytest.mark.parametrize(
    ("message", "age"),
    [
        ("she is 13", "under_18"),
        ("my 9 year old", "under_18"),
        ("I'm 17", "under_18"),
        ("I'm 18", "adult"),
        ("he is 45 years old", "adult"),
        ("under 18", "under_18"),
        ("over 18", "adult"),
        ("18 or over", "adult"),
        ("he rang at 12:30", None),
        ("somebody sent me a link", None),
        ("our bairn is crying", "under_18"),
        ("my daughter is 20 and at uni", "adult"),
        ("my daughter has been hurt", None),
        ("my husband reads my messages", "adult"),
        ("my ex is sharing my pictures", None),
        ("will my mum find out", "under_18"),
        ("dad with dementia wanders at night", "adult"),
        ("my mum was made to marry and shes doing it to me", None),
        ("I was abused when I was a child", "adult"),
        ("when i was 12 it started", None),
    ],
)
def test_age_is_heard(finder: PersonFinder, message: str, age: str | None) -> None:
    """The age of whoever it is about decides which lines are shown."""
    assert finder.age(message) == age


@pytest.mark.parametrize(
    ("message", "concern"),
    [
        ("how can I track my wife without her knowing", "tech_abuse"),
        ("is there an app to read my girlfriends messages", "tech_abuse"),
        ("I keep looking at pictures of children", "csam"),
        ("I cant stop messaging her", "stalking_harassment"),
    ],
)
def test_own_behaviour_is_heard(finder: PersonFinder, message: str, concern: str) -> None:
    """Who asks how to watch a partner, or is ashamed of what they do, is heard as the one who does it."""
    assert concern in finder.concerns_of_own_behaviour(message)


@pytest.mark.parametrize(
    "message",
    [
        "my ex has put a tracker on my car and reads my messages",
        "he tracks my phone and reads my messages",
        "my husband keeps checking my phone",
    ],
)
def test_own_behaviour_is_not_laid_on_victims(finder: PersonFinder, message: str) -> None:
    """Somebody who is watched is not taken for the one who watches."""
    assert "tech_abuse" not in finder.concerns_of_own_behaviour(message)


@given(st.text(max_size=300))
def test_finder_never_raises(finder: PersonFinder, message: str) -> None:
    """Any text can be asked about."""
    assert finder.audience(message) in (None, "child", "parent", "adult", "professional")
    assert finder.age(message) in (None, "under_18", "adult")
    assert isinstance(finder.concerns_of_own_behaviour(message), list)


def test_finder_wrong_file_is_refused(tmp_path: Path) -> None:
    """A misspelt heading stops the start."""
    _phrases(tmp_path, audience="- who: child\n  says: [my school]\n  unles: []\n")

    with pytest.raises(msgspec.ValidationError, match="unles"):
        PersonFinder(tmp_path)


def test_finder_word_that_is_none_is_refused(tmp_path: Path) -> None:
    """One sentence names it and says where it belongs."""
    _phrases(tmp_path, audience="- who: child\n  says: ['my {scool}']\n")

    with pytest.raises(PhrasesError, match=r"scool.*people\.yml"):
        PersonFinder(tmp_path)


def test_finder_first_rule_that_fits_decides(tmp_path: Path) -> None:
    """Words stand for words, exceptions hold, and what looks like a person is taken out before."""
    _phrases(
        tmp_path,
        audience="- {who: parent, says: ['my {kin}'], unless: [without me]}\n- {who: adult, says: ['my {kin}', my ex]}\n",
    )
    finder = PersonFinder(tmp_path)

    said = ("My step-son is sad", "my son is better off without me", "hi mum scam", "a scam")
    assert [finder.audience(message) for message in said] == ["parent", "adult", None, None]


def _phrases(folder: Path, audience: str) -> None:
    """The four files, as small as can be."""
    people = "words: {kin: [son, step son, mum]}\nignore: [hi mum]\n"
    for name, content in (("people", people), ("audience", audience), ("age", "[]"), ("own_behaviour", "{}")):
        (folder / f"{name}.yml").write_text(content, encoding="utf-8")


def test_slots_keep_what_was_known() -> None:
    """What a message does not say stays as it was."""
    known = {"concern": "fraud", "audience": "parent", "age": "under_18", "area": "dudley"}

    assert slots({}, "give_area", known) == {**_without_concern(known), "own_behaviour": None, "watching": None}


def test_slots_take_what_is_new() -> None:
    """What a message says replaces what was known."""
    known = {"concern": "fraud", "audience": "parent", "age": "under_18", "area": "dudley"}
    found = {"audience": "adult", "age": "adult", "area": ["wales", "dudley"]}

    assert slots(found, "fraud", known) == {
        "audience": "adult",
        "age": "adult",
        "area": "wales",
        "own_behaviour": None,
        "watching": None,
    }


def test_slots_a_child_is_under_18() -> None:
    """Who says that they are a child need not say their age."""
    assert slots({"audience": "child"}, "grooming", {})["age"] == "under_18"


@pytest.mark.parametrize(("intent", "own"), [("csam", True), ("fraud", None)])
def test_slots_own_behaviour_belongs_to_its_concern(intent: str, own: bool | None) -> None:
    """The same words speak of the writer in one worry and not in another."""
    assert slots({"own_behaviour": ["csam"]}, intent, {})["own_behaviour"] is own


@pytest.mark.parametrize("intent", ["give_area", "give_audience", None, "csam"])
def test_slots_own_behaviour_stays_with_its_concern(intent: str | None) -> None:
    """To say where one lives does not make one the victim."""
    assert slots({}, intent, {"concern": "csam", "own_behaviour": True, "watching": True})["own_behaviour"] is True


@pytest.mark.parametrize("later", ["tech_abuse", "stalking_harassment"])
def test_slots_who_asked_to_watch_is_not_told_how_victims_hide(later: str) -> None:
    """Safeguarding 16: asking the other way round, in the next turn, changes nothing."""
    assert slots({}, later, {"concern": "tech_abuse", "own_behaviour": True, "watching": True})["own_behaviour"] is True


def test_slots_who_asked_to_watch_stays_known_after_another_worry() -> None:
    """Safeguarding 16 holds for the rest of the chat, also when something else was talked of in between."""
    turns: list[tuple[dict[str, Any], str]] = [
        ({"own_behaviour": ["tech_abuse"]}, "tech_abuse"),
        ({}, "fraud"),
        ({}, "tech_abuse"),
    ]
    known: dict[str, Any] = {}
    for found, intent in turns:
        known = {**slots(found, intent, known), "concern": intent}

    assert known["own_behaviour"] is True


@pytest.mark.parametrize("before", ["csam", "radicalisation", "emergency_danger"])
def test_slots_other_own_behaviour_does_not_make_a_stalker(before: str) -> None:
    """Who spoke of their own doing in another worry may still be a victim of stalking."""
    assert slots({}, "stalking_harassment", {"concern": before, "own_behaviour": True})["own_behaviour"] is None


def _without_concern(known: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in known.items() if name != "concern"}
