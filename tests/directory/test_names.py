"""bot/directory/names.py: services are found by the names that people use, slips included."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import LONDON
from bot.directory.directory import Directory
from bot.directory.names import is_meant, look_up, names_of, not_places, phrases

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

    assert place in [text for name in directory.areas.local(area, directory.areas.areas)[:2] for text in known[name]]


def test_phrases_no_place_means_two_areas(directory: Directory) -> None:
    """A town that lies in two areas is left out of both, so that nobody is sent to the wrong council."""
    owners: dict[str, list[str]] = {}
    for area, says in phrases(directory)["area"].items():
        for text in says:
            owners.setdefault(text, []).append(area)

    assert {text: names for text, names in owners.items() if len(names) > 1} == {}


@pytest.mark.parametrize(
    ("message", "word", "meant"),
    [
        ("the police are calm about it", "calm", False),
        ("my dad used to be a calm man", "calm", False),
        ("number for calm please", "calm", True),
        ("should I ring Calm", "Calm", True),
        ("does CALM do chat", "CALM", True),
        ("calm", "calm", True),
        ("the beat helpline", "beat", True),
        ("a lad who beat me at fifa", "beat", False),
        ("I NEED TO CALM DOWN", "CALM", False),
        ("childline told me", "childline", True),
    ],
)
def test_is_meant_tells_a_name_from_a_word(message: str, word: str, meant: bool) -> None:
    """Calm, Beat and Refuge are helplines and words."""
    start = message.index(word)

    assert is_meant(message, start, start + len(word)) is meant


def test_phrases_no_service_is_named_like_a_place_or_an_app(directory: Directory) -> None:
    """Who writes "on tiktok" or "in Dudley" has not asked for a service."""
    known = phrases(directory)
    others = {text for label in ("area", "platform") for says in known[label].values() for text in says}

    assert {text for says in known["service"].values() for text in says} & others == set()


def test_phrases_number_belongs_to_its_line(directory: Directory) -> None:
    """999 is the emergency number and not a leaflet about it."""
    owners = {text: name for name, says in phrases(directory)["service"].items() for text in says}

    assert (owners["999"], owners["nspcc"]) == ("emergency-999", "nspcc-helpline")
    assert [owner for owner in owners.values() if owner not in directory.entries] == []


def test_not_places_hold_the_name_of_one(directory: Directory) -> None:
    """A phrase that holds no name of a place would have nothing to hide."""
    places = [text for says in phrases(directory)["area"].values() for text in says]

    assert [text for text in not_places() if not any(place in text for place in places)] == []
