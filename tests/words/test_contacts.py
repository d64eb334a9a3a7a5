"""bot/words/contacts.py: no number, address or handle that may be somebody's."""

from __future__ import annotations

import pytest

from bot.directory.directory import Directory
from bot.words.contacts import found_in, problems
from tests.words.making import sentence


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("he keeps ringing from 07911 123456", "07911 123456"),
        ("ring me on +44 7911 123456 pls", "+44 7911 123456"),
        ("my number's 0115 496 0123 ok", "0115 496 0123"),
        ("its 07911123456", "07911123456"),
        ("mail me at joe.bloggs@gmail.com", "joe.bloggs@gmail.com"),
        ("the head is a.person@school.notts.sch.uk", "a.person@school.notts.sch.uk"),
        ("add @jamie_2008 he does it", "@jamie_2008"),
        ("hes xx_dave on snap", "xx_dave"),
        ("its u/throwaway99 on reddit", "u/throwaway99"),
        ("jamie#1234 on discord", "jamie#1234"),
        ("look at instagram.com/somebody", "instagram.com/somebody"),
    ],
)
def test_contact_is_found(text: str, contact: str) -> None:
    """However it is written."""
    assert found_in(text) == [contact]


@pytest.mark.parametrize(
    "text",
    [
        "999 or 101 or 7726",
        "since 2009 I owe £4000",
        "on 20/11/2026 at 10.35",
        "im 13/f from derby",
        "write to someone@example.com",
        "is fearless.org real",
        "7 of 10 in Y8, NG7 or DE1",
        "he/him and u/r right",
        "forward it to report@phishing something",
    ],
)
def test_what_is_nobodys_is_left_alone(text: str) -> None:
    """Short numbers, years, sums, dates and addresses kept for examples."""
    assert found_in(text) == []


def test_contacts_of_the_directory_may_stand(directory: Directory) -> None:
    """A helpline's number is public, in any spelling; the finding for another one says where it is."""
    lines = [sentence("is it 0800 1111 for childline", line=1), sentence("08001111?", line=2)]
    planted = sentence("is it 07911 123456", line=3)

    assert list(problems([*lines, planted], directory)) == [
        "data/nlu/fraud.yml: 3: '07911 123456' may be somebody's number, address or handle; take it out."
    ]
