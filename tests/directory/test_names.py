"""bot/directory/names.py: services are found by the names that people use, slips included."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import LONDON
from bot.directory.directory import Directory
from bot.directory.names import look_up, names_of, phrases

NOON = dt.datetime(2026, 11, 20, 12, 0, tzinfo=LONDON)


def test_names_of_knows_short_and_long_names(directory: Directory) -> None:
    """A name is known with and without its brackets, and by its other names."""
    names = {name.lower() for entry in directory.entries.values() for name in names_of(entry)}

    assert {"kooth", "ceop", "childline", "action fraud", "report fraud"} <= names


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("whats koth", "kooth"),
        ("number for child line", "childline"),
        ("what is Childline?", "childline"),
        ("samaratans phone number", "samaritans"),
        ("tell me about report fraud", "report-fraud"),
    ],
)
def test_look_up_forgives_slips(directory: Directory, question: str, entry: str) -> None:
    """A misspelt name still finds its service."""
    assert look_up(question, directory) == entry


@pytest.mark.parametrize("question", ["", "what is", "xyzzy plugh", "the", "?!", "abc"])
def test_look_up_never_guesses(directory: Directory, question: str) -> None:
    """What is near no name finds nothing: a wrong number is worse than none."""
    assert look_up(question, directory) is None


@given(st.text(max_size=100))
def test_look_up_never_raises(directory: Directory, question: str) -> None:
    """Any text can be asked."""
    found = look_up(question, directory)

    assert found is None or found in directory.entries


def test_phrases_are_in_lower_case(directory: Directory) -> None:
    """The matcher compares in lower case; a capital would never match."""
    every = [text for named in phrases(directory).values() for says in named.values() for text in says]

    assert [text for text in every if text != text.lower() or not text.strip()] == []


def test_phrases_no_name_means_two_services(directory: Directory) -> None:
    """One name leads to one entry."""
    owners: dict[str, list[str]] = {}
    for name, says in phrases(directory)["service"].items():
        for text in says:
            owners.setdefault(text, []).append(name)

    assert {text: names for text, names in owners.items() if len(names) > 1} == {}


def test_phrases_old_name_belongs_to_a_known_entry(directory: Directory) -> None:
    """Who asks for Action Fraud is led to Report Fraud."""
    owners = {text: name for name, says in phrases(directory)["service"].items() for text in says}

    assert directory.current(owners["action fraud"], NOON)[0].id == "report-fraud"


@pytest.mark.parametrize(
    ("place", "area"),
    [
        ("nottingham", "nottingham_city"),
        ("dudley", "dudley"),
        ("wales", "wales"),
        ("northern ireland", "northern_ireland"),
    ],
)
def test_phrases_know_places(directory: Directory, place: str, area: str) -> None:
    """The names on our own buttons are known."""
    known = phrases(directory)["area"]

    assert place in [text for name in directory.areas.above(area)[:2] for text in known[name]]


def test_phrases_no_place_means_two_areas(directory: Directory) -> None:
    """A town that lies in two areas is left out of both, so that nobody is sent to the wrong council."""
    owners: dict[str, list[str]] = {}
    for area, says in phrases(directory)["area"].items():
        for text in says:
            owners.setdefault(text, []).append(area)

    assert {text: names for text, names in owners.items() if len(names) > 1} == {}
