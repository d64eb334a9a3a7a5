"""bot/words/near.py: the same sentence with small changes is found, another one about the same subject is not."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bot.words.near import Pair, near, problems
from bot.words.reviewed import Group, Reviewed
from bot.words.sentences import Sentence, taught
from tests.words.making import sentence

HELD_OUT = "tests/messages/fraud.yml"
NOTHING = Reviewed((), Path("near.yml"))


@cache
def _usual() -> tuple[Sentence, ...]:
    """Some real words, so that common ones weigh little and rare ones much."""
    return tuple(taught()[::10])


def _pairs(one: str, other: str, labels: tuple[str, str] = ("fraud", "fraud"), exam: bool = False) -> list[Pair]:
    first = sentence(one, labels[0], 1, "one")
    last = sentence(other, labels[1], 2, "other")
    usual = [known for known in _usual() if known.text not in (one, other)]
    pairs = near([*usual, first], [last]) if exam else near([*usual, first, last], [])
    return [pair for pair in pairs if {pair.one, pair.other} == {first, last}]


def _found(one: str, other: str, labels: tuple[str, str] = ("fraud", "fraud"), exam: bool = False) -> list[str]:
    return list(problems(_pairs(one, other, labels, exam), NOTHING))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("yes", "YES!!"),
        ("thank you so much", "tysm"),
        ("are you human", "r u human"),
        ("no it isn't", "it isn't, no"),
        ("I froze. Was it rape?", "was it rape, i froze"),
        ("my husband forces himself on me", "husband forces himself on me"),
        ("is cyberflashing a crime", "is cyberflashing a crime now"),
        ("how often should one change a password?", "How often should I change my password"),
        ("a lad from my school has put my number on a lamp post", "a lad from my school put my number on a lamppost"),
    ],
)
def test_near_copies_are_not_taught_twice(one: str, other: str) -> None:
    """Signs, capitals, text-speak, order, a slip or a small word make no other sentence."""
    assert _found(one, other) == [
        f"other: 2: {other!r} says nearly the same as {one!r} (one: 1); delete the poorer one."
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("yes", "yes please"),
        ("Nottingham", "I live in Nottingham"),
        ("thanks", "no thanks"),
        ("is blackmail a criminal offence", "is stalking a criminal offence"),
        ("my dad is hitting me", "my husband is hitting me"),
        ("im 12 and i want to die", "im not ok i want to die"),
        (
            "someone hacked my Facebook and is messaging my friends",
            "my Facebook friends get messages that I never wrote",
        ),
        ("how do I report a carer", "how do I report a hate crime"),
    ],
)
def test_same_subject_is_another_sentence(one: str, other: str) -> None:
    """What differs in the word that matters, or says it in other words, teaches something."""
    assert _found(one, other) == []
    assert _found(one, other, exam=True) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("i cant keep safe tonight", "i cant keep myself safe tonight"),
        ("he's in the next room i cant talk", "I can't talk, he's in the next room. need police"),
        (
            "I run a website, does the Online Safety Act apply to me",
            "I run a small forum, does the Online Safety Act apply to me",
        ),
    ],
)
def test_near_copies_are_not_taught_and_examined(one: str, other: str) -> None:
    """An exam is held to a stricter limit: these may both be taught, but not one taught and one examined."""
    assert _found(one, other) == []
    assert _found(one, other, exam=True) == [
        f"one: 1: {one!r} is nearly {other[:60]!r}, which other: 2 examines; delete it here."
    ]


def test_contrast_is_no_copy() -> None:
    """A "not" that changes the label is what the bot must learn to hear; with the same label it changes nothing."""
    one, other = "yes, I am thinking about suicide", "no, I am not thinking about suicide"

    assert _found(one, other, ("emergency_suicide", "deny"), exam=True) == []
    assert len(_found(one, other, exam=True)) == 1


def test_copy_under_two_labels_is_found() -> None:
    """The same words taught as two things are worse than a copy."""
    assert (
        len(_found("when is safer internet day", "safer internet day when is it", ("find_session", "find_service")))
        == 1
    )


def test_reviewed_words_may_be_examined() -> None:
    """Words with a reason may stand on both sides; they may still not be taught twice."""
    reviewed = Reviewed((Group("nobody says it otherwise", ("I've taken all my tablets",)),), Path("near.yml"))
    exam = _pairs("ive taken all my tablets", "I've taken all my tablets", exam=True)
    twice = _pairs("ive taken all my tablets", "I've taken all my tablets")

    assert [len(exam), list(problems(exam, reviewed))] == [1, []]
    assert len(list(problems(twice, reviewed))) == 1


def test_nothing_taught_is_nothing_near() -> None:
    """An empty folder is no error."""
    assert list(near([], [sentence("hello", file=HELD_OUT)])) == []
