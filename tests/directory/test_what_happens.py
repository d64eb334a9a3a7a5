"""bot/directory/what_happens.py: what to expect, only where it is settled."""

from __future__ import annotations

import pytest

from bot import cards
from bot.directory import what_happens
from bot.directory.directory import Directory
from bot.directory.model import Contact, WhatHappens
from tests.directory.making import NOW, entry


def test_sentences_of_an_entry_without_facts_are_none() -> None:
    """Nothing settled: nothing said, and no empty field on the card."""
    plain = entry(contacts=(Contact(type="phone", value="0800 1111"),))

    assert what_happens.sentences(plain) == {}
    assert "what_happens" not in cards.item(plain, NOW)


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        (Contact(type="phone", value="0800 1111", on_bill=False), "list of calls"),
        (Contact(type="sms", value="85258", on_bill=False), "texts stay on the phone"),
        (Contact(type="phone", value="0300 123 2040", on_bill=True), "can show on the phone bill"),
    ],
)
def test_sentences_say_what_the_bill_shows(contact: Contact, said: str) -> None:
    """The facts of phone bills, by the kind of number."""
    assert said in what_happens.sentences(entry(contacts=(contact,)))["on_bill"]


def test_sentences_of_the_facts_win() -> None:
    """What the entry says itself stands instead of what its number lets one expect."""
    one = entry(
        contacts=(Contact(type="phone", value="0800 1111", free=True),),
        what_happens=WhatHappens(cost="Free from any UK phone."),
    )

    assert what_happens.sentences(one) == {"cost": "Free from any UK phone."}


@pytest.mark.parametrize(
    ("name", "field", "said"),
    [
        ("childline", "limits_of_confidentiality", "would tell someone if a life"),
        ("childline", "needs_name", "needs an account"),
        ("ceop-safety-centre", "needs_name", "It needs your name"),
        ("act-early", "recorded", "not recorded"),
        ("nspcc-helpline", "needs_name", "need not say who you are"),
        ("stop-it-now", "limits_of_confidentiality", "child at risk"),
        ("modern-slavery-helpline", "limits_of_confidentiality", "under 18"),
        ("iwf-report", "needs_name", "No name"),
        ("revenge-porn-helpline", "on_bill", "can show"),
    ],
)
def test_item_tells_what_safeguarding_demands(directory: Directory, name: str, field: str, said: str) -> None:
    """The limits that a child or a survivor must know before they ring (safeguarding 3)."""
    assert said in cards.item(directory.entries[name], NOW)["what_happens"][field]


def test_item_promises_no_secrecy(directory: Directory) -> None:
    """ "Confidential" stands nowhere without its limit."""
    said = {name: " ".join(what_happens.sentences(one).values()).lower() for name, one in directory.entries.items()}

    assert [name for name, words in said.items() if "confidential" in words or "no one will know" in words] == []
