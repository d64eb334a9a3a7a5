"""bot/choices.py: what somebody chooses in their own words."""

from __future__ import annotations

import datetime as dt

import pytest

from bot import choices
from bot.directory.directory import Person
from bot.directory.load import load
from bot.directory.opening import is_open

NIGHT = dt.datetime(2026, 11, 21, 3, tzinfo=dt.timezone.utc)


@pytest.mark.parametrize(
    ("message", "way"),
    [
        ("I would rather phone", "phone"),
        ("I would rather text", "text"),
        ("I would rather chat online", "chat"),
        ("I would rather use a website", "web"),
        ("can't ring, is there anything i can text", "text"),
        ("i do not like talking on the phone", "text"),
        ("have they got a live chat", "chat"),
        ("email is best", "web"),
        ("hello", None),
    ],
)
def test_contact_way_is_heard(message: str, way: str | None) -> None:
    """Buttons and free words; what is ruled out is not taken for what is wanted."""
    assert choices.contact(message) == way


@pytest.mark.parametrize(
    ("message", "barrier"),
    [
        ("it just rang and rang", "no_answer"),
        ("i was held in a queue", "no_answer"),
        ("dad will find out", "find_out"),
        ("someone is always in the room", "no_privacy"),
        ("i told school last year and they did nothing", "tried_before"),
        ("it was my own fault for sending it", "my_fault"),
        ("its only a small thing", "not_serious"),
        ("is that even illegal", "not_sure_crime"),
        ("i just feel odd about it", None),
    ],
)
def test_barrier_is_heard(message: str, barrier: str | None) -> None:
    """Each reason by its own words; none where none is said."""
    assert choices.barrier(message) == barrier


def test_in_order_keeps_everybody() -> None:
    """A wish puts lines in front and takes none away."""
    entries = load().find("wellbeing", Person(), NIGHT)

    assert {e.id for e in choices.in_order(entries, "text", NIGHT)} == {e.id for e in entries}
    assert choices.reached_by(choices.in_order(entries, "text", NIGHT)[0], "text")


@pytest.mark.parametrize("way", list(choices.WAYS))
def test_in_order_leaves_somebody_awake(way: str) -> None:
    """Where one of the first three answered at night, one still does."""
    directory = load()
    asleep = [
        concern
        for concern in directory.routes
        for entries in [directory.find(concern, Person(), NIGHT)]
        if any(is_open(entry, NIGHT) for entry in entries[:3])
        and not any(is_open(entry, NIGHT) for entry in choices.in_order(entries, way, NIGHT)[:3])
    ]

    assert asleep == []


@pytest.mark.parametrize(
    ("message", "answer"),
    [
        ("do I have to give my name", "utter_call_name"),
        ("will i get arrested", "utter_barrier_my_fault"),
        ("will police come to my house", "utter_barrier_my_fault"),
        ("who can see this", None),
        ("will my mum know", None),
    ],
)
def test_not_privacy_is_heard_where_it_sounds_like_it(message: str, answer: str | None) -> None:
    """A name to give and an arrest to fear are no question about who reads along."""
    assert choices.not_privacy(message) == answer


@pytest.mark.parametrize(
    ("message", "manner"),
    [("i no speak good english", None), ("english please", "en"), ("my english is bad, bad english", None)],
)
def test_manner_little_english_is_no_wish_for_english(message: str, manner: str | None) -> None:
    """Who says that their English is small is offered easy words."""
    assert choices.manner(message) == manner


@pytest.mark.parametrize(
    ("message", "asks"),
    [
        ("do i look at the pictures", True),
        ("should we open the photos on her phone", True),
        ("am I meant to view it", True),
        ("can i send you the picture", False),
        ("do you look at pictures", False),
    ],
)
def test_asks_whether_to_look_is_no_offer_of_a_picture(message: str, asks: bool) -> None:
    """A teacher must be told not to view it, not that the bot takes no files."""
    assert choices.asks_whether_to_look(message) is asks
