"""bot/cards.py: one model of an entry, as a card and as a line of text."""

from __future__ import annotations

import datetime as dt
import json
import re

import msgspec
import pytest

from bot import cards
from bot.clock import LONDON
from bot.directory.directory import Directory
from bot.directory.model import Contact, Entry, Event, Join

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=LONDON)
START = dt.datetime(2026, 11, 20, 13, 0, tzinfo=LONDON)
ENTRY = Entry(
    id="line",
    name="A line",
    kind="helpline",
    description="Listens.",
    areas=("uk",),
    source="facts.txt:1",
    assured_date=dt.date(2026, 11, 20),
    contacts=(Contact(type="phone", value="0800 1111", hours="Mon-Fri 09:00-17:00"),),
)
SESSION = msgspec.structs.replace(
    ENTRY,
    kind="session",
    contacts=(),
    event=Event(
        starts=START,
        ends=START + dt.timedelta(hours=1),
        provider="Police",
        join=Join(platform="Teams", how="use the ID", meeting_id="123 456", passcode="secret1"),
    ),
)


def _with(**fields: object) -> Entry:
    return msgspec.structs.replace(ENTRY, **fields)


@pytest.mark.parametrize(
    ("contact", "href"),
    [
        (Contact(type="phone", value="0300 123 2040"), "tel:03001232040"),
        (Contact(type="phone", value="+44 20 7946 0000"), "tel:+442079460000"),
        (Contact(type="textphone", value="18000"), "tel:18000"),
        (Contact(type="sms", value="85258"), "sms:85258"),
        (Contact(type="email", value="help@example.org"), "mailto:help@example.org"),
        (Contact(type="web", value="www.example.org"), "https://www.example.org"),
        (Contact(type="chat", value="https://example.org/chat"), "https://example.org/chat"),
    ],
)
def test_item_links_each_contact(contact: Contact, href: str) -> None:
    """What a person taps opens the right thing."""
    assert cards.item(_with(contacts=(contact,)), NOW)["contacts"][0]["href"] == href


def test_item_phone_without_digits_has_no_link() -> None:
    """A phone contact that holds no number is not made a link that rings nobody."""
    assert (
        cards.item(_with(contacts=(Contact(type="phone", value="ask at school"),)), NOW)["contacts"][0]["href"] is None
    )


def test_item_has_every_field_of_the_contract() -> None:
    """Contract 4.3: whatever the entry says, these keys are there."""
    wanted = {"id", "name", "kind", "description", "contacts", "area", "audiences", "source", "checked", "replaces"}

    assert wanted <= set(cards.item(ENTRY, NOW))


def test_item_says_whether_open() -> None:
    """An open line says until when, a closed one from when; a line of unknown hours says neither."""
    is_open = cards.item(ENTRY, NOW)["contacts"][0]
    closed = cards.item(ENTRY, NOW.replace(hour=18))["contacts"][0]
    unknown = cards.item(_with(contacts=(Contact(type="phone", value="1"),)), NOW)["contacts"][0]

    assert (is_open["open_now"], is_open["closes"]) == (True, "2026-11-20T17:00:00+00:00")
    assert (closed["open_now"], closed["opens"]) == (False, "2026-11-23T09:00:00+00:00")
    assert (unknown["open_now"], unknown["hours"]) == (None, None)


def test_item_source_is_a_page_if_there_is_one() -> None:
    """A person can look up where a fact comes from."""
    evidence = ("rung on 2026-11-01", "https://example.org/a")

    assert cards.item(_with(evidence=evidence), NOW)["source"] == "https://example.org/a"
    assert cards.item(ENTRY, NOW)["source"] == "facts.txt:1"


@pytest.mark.parametrize(("minutes", "status"), [(-1, "upcoming"), (0, "live"), (59, "live"), (60, "past")])
def test_status_of_a_session_follows_the_clock(minutes: int, status: str) -> None:
    """A session begins when it begins and is over when it ends."""
    assert cards.status(SESSION, START + dt.timedelta(minutes=minutes)) == status


def test_status_of_another_entry_is_its_own() -> None:
    """What is no session keeps the status of its facts."""
    assert cards.status(_with(status="unverified"), NOW) == "unverified"


@pytest.mark.parametrize(("minutes", "joins"), [(-60, True), (30, True), (60, False), (10_000, False)])
def test_item_joining_ends_with_the_session(minutes: int, joins: bool) -> None:
    """How to join is shown until the end and never after."""
    card = cards.item(SESSION, START + dt.timedelta(minutes=minutes))

    assert ("join" in card) is joins
    assert ("secret1" in json.dumps(card)) is joins


def test_item_no_past_session_of_the_directory_can_be_joined(directory: Directory) -> None:
    """No meeting ID, passcode or joining link of a past session is anywhere on its card."""
    past = [entry for entry in directory.entries.values() if entry.event and entry.event.ends <= NOW]
    shown = {entry.id: json.dumps(cards.item(entry, NOW)) for entry in past}
    leaks = [
        (entry.id, value)
        for entry in past
        if entry.event and entry.event.join
        for value in (entry.event.join.meeting_id, entry.event.join.passcode, entry.event.join.link)
        if value and value in shown[entry.id]
    ]

    assert past
    assert leaks == []


def test_item_every_link_of_the_directory_can_be_opened(directory: Directory) -> None:
    """Each contact has a link of a kind that a browser or phone opens, with nothing odd in it."""
    fine = re.compile(r"(tel:\+?\d{3,}|sms:\d{3,}|mailto:[^@\s]+@[^@\s]+\.\w+|https?://[\w.-]+\.\w+(/\S*)?)$")
    items = [(entry.id, cards.item(entry, NOW)) for entry in directory.entries.values()]
    wrong = [(name, c["href"]) for name, card in items for c in card["contacts"] if not fine.match(c["href"] or "")]

    assert wrong == []


def test_payload_sorts_entries() -> None:
    """Services, sessions and resources each have their place."""
    law = _with(id="law", kind="law")
    payload = cards.payload("fraud", [ENTRY, law, SESSION], NOW)

    assert (payload["type"], payload["concern"]) == ("signposts", "fraud")
    assert [[card["kind"] for card in payload[place]] for place in ("services", "sessions", "resources")] == [
        ["helpline"],
        ["session"],
        ["law"],
    ]


def test_payload_of_the_whole_directory_is_json(directory: Directory) -> None:
    """Every card can be sent."""
    payload = cards.payload(None, list(directory.entries.values()), NOW)
    shown = [
        card["id"] for place in ("services", "sessions", "resources") for card in json.loads(json.dumps(payload))[place]
    ]

    assert sorted(shown) == sorted(directory.entries)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "- A line: 0800 1111 (open now until 17:00)"),
        ({"formerly": "Old line"}, "- A line (formerly Old line): "),
        ({"only_if": "women"}, "- A line (for women): "),
        ({"areas": ("dudley",)}, "- A line (Dudley): "),
        ({"areas": ("england", "wales", "scotland")}, "- A line (England, Wales and Scotland): "),
        ({"status": "unverified"}, "- A line (check first): "),
        ({"assured_date": dt.date(2026, 1, 5)}, "- A line (checked January 2026, check first): "),
        ({"contacts": ()}, "- A line: Listens."),
        ({"maximum_age": 18}, "(open now until 17:00) (under 19)"),
        ({"minimum_age": 16}, "(open now until 17:00) (16 and over)"),
        ({"minimum_age": 11, "maximum_age": 18}, "(open now until 17:00) (11 to 18)"),
        ({"contacts": (Contact(type="phone", value="1234"),)}, "- A line: 1234 (check the site for hours)"),
        (
            {"contacts": (Contact(type="sms", value="85258", how="text SHOUT to 85258"),)},
            "- A line: text SHOUT to 85258",
        ),
        (
            {"contacts": (Contact(type="phone", value="1234", how="choose 2", hours="24/7"),)},
            "1234, choose 2 (any hour)",
        ),
    ],
)
def test_line_says_enough_alone(directory: Directory, fields: dict[str, object], said: str) -> None:
    """The text names the entry, whom and where it serves, how sure the facts are, and how to reach it."""
    assert said in cards.line(_with(**fields), NOW, directory.areas)


def test_line_names_a_number_and_a_link(directory: Directory) -> None:
    """Of many contacts the text keeps one to talk to and one to open."""
    contacts = (
        Contact(type="web", value="https://example.org"),
        Contact(type="email", value="a@example.org"),
        Contact(type="sms", value="60000"),
        Contact(type="phone", value="0800 1111", hours="24/7"),
    )

    assert (
        cards.line(_with(contacts=contacts), NOW, directory.areas)
        == "- A line: 0800 1111 (any hour). https://example.org"
    )


def test_line_of_every_entry_has_something_to_act_on(directory: Directory) -> None:
    """No line of the directory ends in nothing or is broken over two lines."""
    said = {name: cards.line(entry, NOW, directory.areas) for name, entry in directory.entries.items()}

    assert [name for name, line in said.items() if line.rstrip().endswith(":") or "\n" in line.strip()] == []


def test_line_keeps_the_number_beside_the_chosen_way(directory: Directory) -> None:
    """Who would rather chat reads of the chat first, and still sees the number that answers at any hour."""
    line = cards.line(directory.entries["childline"], NOW, directory.areas, "chat", short=True)

    assert line.index("chat") < line.index("0800 1111")


def test_short_line_says_where_and_for_whom(directory: Directory) -> None:
    """A short line leaves out long notes, never for whom a line is."""
    line = cards.line(directory.entries["national-domestic-abuse-helpline"], NOW, directory.areas, short=True)

    assert "for women; England" in line
    assert "0808 2000 247" in line
