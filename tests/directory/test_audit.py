"""bot/directory/audit.py: what a person should look at."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.bank_holidays import table
from bot.directory import audit
from bot.directory.directory import Directory
from bot.directory.model import Contact, Entry, Organization, Origin
from tests.directory.making import NOW, PHONE, aged, entry


def _house(directory: Directory, *entries: Entry) -> Directory:
    origin = Origin(file="data/directory/org.yml", organization=Organization(id="org", name="Org"))
    found = {one.id: one for one in entries}
    return Directory(found, directory.routes, {}, directory.areas, dict.fromkeys(found, origin))


def test_warnings_of_the_real_directory_today_are_none(directory: Directory) -> None:
    """On the day on which the facts were put together nothing is due."""
    assert list(audit.warnings(directory, NOW)) == []


def test_due_names_file_field_and_what_to_write(directory: Directory) -> None:
    """The sentence can be followed by somebody who has never seen the code."""
    (said,) = audit.due(_house(directory, aged(100)), NOW)

    assert said.startswith(
        "data/directory/org.yml: line: assured_date: 2026-08-12 is 100 days old (shown with its date);"
    )
    assert "write today's date" in said


def test_due_tells_stale_from_dated_and_soon(directory: Directory) -> None:
    """Each age says what people see meanwhile."""
    house = _house(directory, aged(300, id="a"), aged(100, id="b"), aged(85, id="c"))

    assert [said.partition("(")[2].partition(")")[0] for said in audit.due(house, NOW, within=14)] == [
        "shown as 'check first'",
        "shown with its date",
        "soon due",
    ]


def test_warnings_are_shortened(directory: Directory) -> None:
    """A directory that nobody looked after does not drown the rest of the check."""
    house = _house(directory, *(aged(100, id=f"line-{number}") for number in range(30)))
    said = list(audit.warnings(house, NOW))

    assert len(said) == audit.MOST + 1
    assert said[-1] == "20 more: python -m bot directory due"


def test_warnings_name_the_table_that_runs_out(directory: Directory) -> None:
    """Half a year before the last bank holiday."""
    late = dt.datetime.combine(table().until, dt.time(12), tzinfo=NOW.tzinfo)

    assert any("bank_holidays.yml" in said for said in audit.warnings(_house(directory), late))


def test_insecure_names_links_without_https(directory: Directory) -> None:
    """An http link is named, an https one not."""
    house = _house(
        directory,
        entry(id="a", contacts=(Contact(type="web", value="http://a.org"),)),
        entry(id="b", contacts=(Contact(type="web", value="https://b.org"),)),
    )

    assert ["http://a.org" in said for said in audit.insecure(house)] == [True]


def test_untried_never_asks_anybody_to_ring_999(directory: Directory) -> None:
    """Emergency numbers are not to be tried out."""
    said = [line for line in audit.untried(directory, NOW) if "emergency.yml" in line]

    assert said
    assert [line for line in said if "never try it out" not in line] == []


@pytest.mark.parametrize(
    ("contact", "todo"),
    [
        (PHONE, "ring 0800 1111"),
        (Contact(type="sms", value="85258"), "text 85258"),
        (Contact(type="email", value="a@b.org"), "write to a@b.org"),
        (Contact(type="web", value="https://b.org"), "open https://b.org"),
    ],
)
def test_untried_says_what_to_do(directory: Directory, contact: Contact, todo: str) -> None:
    """Ring, text, write or open."""
    (said,) = audit.untried(_house(directory, entry(contacts=(contact,))), NOW)

    assert said == f"data/directory/org.yml: line: {todo}"


def test_load_knows_where_every_entry_is_from(directory: Directory) -> None:
    """Each entry of the real directory has its file and its organization."""
    assert sorted(directory.origins) == sorted(directory.entries)
    assert directory.origins["childline"].file == "data/directory/childline.yml"
    assert directory.origins["childline"].organization.name == "Childline"
