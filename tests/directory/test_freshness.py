"""bot/directory/freshness.py: how old facts are, and what that does to them."""

from __future__ import annotations

import datetime as dt

import pytest

from bot import cards
from bot.directory import freshness
from bot.directory.directory import Directory, Person
from bot.directory.model import Route
from tests.directory.making import NOW, PHONE, aged, entry

LATER = NOW + dt.timedelta(days=200)


@pytest.mark.parametrize(
    ("days", "state"), [(0, "fresh"), (90, "fresh"), (91, "dated"), (180, "dated"), (181, "stale"), (2000, "stale")]
)
def test_of_follows_the_limits(days: int, state: str) -> None:
    """Up to 90 days fresh, up to 180 shown with the date, then stale."""
    assert freshness.of(aged(days), NOW) == state


@pytest.mark.parametrize(
    ("days", "status", "first"),
    [
        (0, "active", False),
        (180, "active", False),
        (181, "active", True),
        (0, "unverified", True),
        (999, "past", False),
    ],
)
def test_check_first_is_for_what_nobody_can_vouch_for(days: int, status: str, first: bool) -> None:
    """Unverified or stale: the reply says "check first"."""
    assert freshness.check_first(aged(days, status=status), NOW) is first


@pytest.mark.parametrize(
    ("days", "said"),
    [(90, "- A line: "), (91, "- A line (checked August 2026): "), (181, "- A line (checked May 2026, check first): ")],
)
def test_line_says_how_old(directory: Directory, days: int, said: str) -> None:
    """The plain text carries the date after 90 days and the warning after 180."""
    assert cards.line(aged(days), NOW, directory.areas).startswith(said)


def _directory(directory: Directory, *entries: object) -> Directory:
    found = {one.id: one for one in entries}  # type: ignore[attr-defined]
    route = Route(must={"adult": tuple(found)}, any_hour=tuple(found))
    return Directory({**directory.entries, **found}, {"fraud": route}, {}, directory.areas)


def test_find_stale_stands_after_fresher(directory: Directory) -> None:
    """The route that was checked lately comes first, whatever the order in the file."""
    house = _directory(directory, aged(181, id="old", contacts=(PHONE,)), entry(id="new", contacts=(PHONE,)))

    assert [one.id for one in house.find("fraud", Person(audience="adult"), NOW)] == ["new", "old"]


def test_find_dated_keeps_its_place(directory: Directory) -> None:
    """Between 90 and 180 days the order does not change."""
    house = _directory(directory, aged(150, id="older", contacts=(PHONE,)), entry(id="new", contacts=(PHONE,)))

    assert [one.id for one in house.find("fraud", Person(audience="adult"), NOW)] == ["older", "new"]


def test_find_999_never_waits(directory: Directory) -> None:
    """However old its facts, 999 keeps its place."""
    old = aged(999, id="emergency", kind="emergency", contacts=(PHONE,))
    house = _directory(directory, old, entry(id="new", contacts=(PHONE,)))

    assert house.find("fraud", Person(audience="adult"), NOW)[0] is old


def test_find_of_the_real_directory_still_answers_when_all_is_stale(directory: Directory) -> None:
    """A server nobody looks after goes on giving routes, each marked."""
    for concern in directory.routes:
        found = directory.find(concern, Person(), LATER)
        assert found
        assert all(cards.item(one, LATER)["check_first"] for one in found)


def test_due_names_the_oldest_first(directory: Directory) -> None:
    """What is over 90 days is due; closed and past entries are not."""
    entries = [aged(100, id="a"), aged(300, id="b"), aged(10, id="c"), aged(500, id="d", status="closed")]

    assert [(one.entry.id, one.days, one.freshness) for one in freshness.due(entries, NOW)] == [
        ("b", 300, "stale"),
        ("a", 100, "dated"),
    ]


def test_due_looks_ahead() -> None:
    """What falls due within the days asked for is named as well."""
    assert [one.entry.id for one in freshness.due([aged(80)], NOW, within=14)] == ["line"]


def test_untried_ends_when_a_person_has_rung() -> None:
    """A contact with the day on which it was rung, or an entry that was tried as a whole, is no longer listed."""
    import msgspec

    tried = msgspec.structs.replace(PHONE, verified_by="A. Person", verified_on=NOW.date())
    whole = entry(id="whole", contacts=(PHONE,), verified_by="A. Person", verified_on=NOW.date())
    half = entry(id="half", contacts=(tried, PHONE))

    assert list(freshness.untried([entry(contacts=(tried,)), whole, half], NOW)) == [(half, PHONE)]


def test_item_tells_whether_a_person_tried_each_contact() -> None:
    """The card has the day of each contact; the entry's own is the earliest, and none while one is missing."""
    import msgspec

    tried = msgspec.structs.replace(PHONE, verified_by="A. Person", verified_on=NOW.date())
    card = cards.item(entry(contacts=(tried, PHONE)), NOW)

    assert [contact["verified"] for contact in card["contacts"]] == ["2026-11-20", None]
    assert card["verified"] is None
    assert cards.item(entry(contacts=(tried,)), NOW)["verified"] == "2026-11-20"
