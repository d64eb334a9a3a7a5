"""Slips in ordinary words."""

from __future__ import annotations

import pytest

from bot.normalise import normalise
from bot.normalise.typos import Typos
from bot.normalise.vocabulary import FILE, Vocabulary


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("my freind at scool", "my friend at school"),
        ("she is worrid and tird", "she is worried and tired"),
        ("he keeps textin and botherin me", "he keeps texting and bothering me"),
        ("we talkd and he phond", "we talked and he phoned"),
        ("a mesage from the cuortroom", "a message from the courtroom"),
        ("i am in the kichen grdn", "i am in the kitchen garden"),
        ("we met on d1sc0rd", "we met on discord"),
        ("he was followd home", "he was followed home"),
        ("the doon bit of aboot", "the down bit of about"),
        ("sory about that", "sorry about that"),
    ],
)
def test_typos_become_what_was_meant(typed: str, meant: str) -> None:
    """Letters left out, doubled, swapped, said as they sound."""
    assert normalise(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "we live near Hucknall",
        "we live near hucknall",
        "he plays on roblox and depop",
        "the neighbours were organised",
        "my mum's friend who'd gone",
        "the csam and the camhs team",
        "xyzzyq",
        "rydw i'n byw yng nghymru gyda fy nheulu",
    ],
)
def test_typos_leave_alone(typed: str) -> None:
    """Names, British spellings, apostrophes, short forms, nonsense and other languages stay."""
    assert normalise(typed) == typed


def test_typos_make_no_word_of_danger_but_by_its_ending() -> None:
    """A slip towards danger is for the stricter rule: "stab" is not what "stav" must mean."""
    vocabulary = Vocabulary(FILE)
    typos, danger = Typos(vocabulary), set(vocabulary.crisis)
    typed = [word[:at] + "v" + word[at + 1 :] for word in sorted(danger) if len(word) > 4 for at in (1, 2, 3)]
    assert len(typed) > 100
    assert [word for word in typed if typos.mend(word) in danger] == []
