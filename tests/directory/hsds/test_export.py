"""bot/directory/hsds: what we publish is what the standard wants, and loses nothing that matters."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import hours
from bot.clock import LONDON
from bot.directory.directory import Directory
from bot.directory.hsds import export, listing, schedules, table, terms, validate
from bot.directory.hsds.ids import uuid_of
from tests.directory.making import NOW

DURING = dt.datetime(2026, 2, 9, 9, 0, tzinfo=LONDON)


@pytest.fixture(scope="module")
def services(directory: Directory) -> list[dict[str, Any]]:
    """The export of the real directory."""
    return export.services(directory, NOW)


def _by_name(services: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(service for service in services if service["id"] == uuid_of("service", name))


def test_services_pass_the_published_schema(services: list[dict[str, Any]]) -> None:
    """Each of them, nested tables with it."""
    assert list(validate.problems(services)) == []


def test_services_are_all_that_are_services(services: list[dict[str, Any]], directory: Directory) -> None:
    """None is lost, and no law or document is called a service."""
    wanted = [entry for entry in directory.entries.values() if entry.kind not in ("resource", "policy", "law")]

    assert {service["id"] for service in services} == {uuid_of("service", entry.id) for entry in wanted}


def test_services_have_ids_of_their_own(services: list[dict[str, Any]]) -> None:
    """Every id within a table is a UUID and stands once."""
    for field in ("contacts", "schedules", "service_areas", "cost_options", "attributes"):
        ids = [row["id"] for service in services for row in service.get(field, ())]
        assert len(ids) == len(set(ids))
        assert all(str(uuid.UUID(one)) == one for one in ids)


def test_services_are_the_same_in_every_export(directory: Directory, services: list[dict[str, Any]]) -> None:
    """Who reads the feed again tomorrow finds the same ids."""
    assert export.services(directory, NOW) == services


def test_service_has_the_facts_in_the_fields_of_the_standard(services: list[dict[str, Any]]) -> None:
    """Childline: name, number, hours, age, cost, place and the date of the facts."""
    found = _by_name(services, "childline")

    assert (found["name"], found["status"], found["maximum_age"]) == ("Childline", "active", 18)
    assert found["assured_date"] == "2026-11-20"
    assert found["contacts"][0]["phones"][0]["number"] == "0800 1111"
    assert found["schedules"][0]["byday"] == "MO,TU,WE,TH,FR,SA,SU"
    assert found["cost_options"][0]["amount"] == 0
    assert found["service_areas"][0]["name"] == "United Kingdom"


def test_service_has_our_safety_fields_beside(services: list[dict[str, Any]]) -> None:
    """What happens, and hours by contact: the fields that the standard lacks."""
    ours = _by_name(services, "childline")["signpost"]

    assert "would tell someone" in ours["what_happens"]["limits_of_confidentiality"]
    assert ours["contacts"][0]["hours"] == "24/7"


def test_service_closed_is_defunct_and_says_what_replaced_it(services: list[dict[str, Any]]) -> None:
    """Action Fraud is in the feed, and nobody takes it for open."""
    found = _by_name(services, "action-fraud")

    assert found["status"] == "defunct"
    assert found["signpost"]["replaced_by"] == ["report-fraud"]


def test_service_unverified_says_so(services: list[dict[str, Any]]) -> None:
    """The standard has no status for it, so the alert carries it."""
    assert "Check first" in _by_name(services, "nidas")["alert"]


def test_session_follows_the_clock_and_tells_no_passcode(directory: Directory, services: list[dict[str, Any]]) -> None:
    """Active before, defunct after; how to join is never in the open data."""
    before = _by_name(export.services(directory, DURING), "ohw26-cyber-choices")

    assert (before["status"], _by_name(services, "ohw26-cyber-choices")["status"]) == ("active", "defunct")
    assert before["schedules"][0]["dtstart"] == "2026-02-09"
    assert "oy9om3g7" not in json.dumps(before)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "childline"}, "service 1: id"),
        ({"status": "open"}, "service 1: status"),
        ({"name": None}, "service 1: name"),
        ({"url": "not a url"}, "service 1: url"),
        ({"email": "nobody"}, "service 1: email"),
        ({"assured_date": "20 November"}, "service 1: assured_date"),
        ({"minimum_age": "five"}, "service 1: minimum_age"),
        ({"organization": {"id": str(uuid.uuid4())}}, "service 1: organization"),
        ({"schedules": [{"id": str(uuid.uuid4()), "freq": "DAILY"}]}, "schedules.0.freq"),
        ({"schedules": [{"id": str(uuid.uuid4()), "opens_at": "nine"}]}, "schedules.0.opens_at"),
        ({"contacts": [{"id": str(uuid.uuid4()), "phones": [{"id": str(uuid.uuid4())}]}]}, "phones"),
        ({"attributes": [{"id": str(uuid.uuid4()), "taxonomy_term": {"id": "x"}}]}, "attributes.0"),
    ],
)
def test_problems_finds_what_the_standard_does_not_allow(
    services: list[dict[str, Any]], change: dict[str, Any], said: str
) -> None:
    """The validation can fail: a sentence with the service and the field."""
    found = list(validate.problems([services[0] | change]))

    assert found
    assert said in found[0]


@pytest.mark.parametrize("missing", ["id", "name", "status"])
def test_problems_finds_what_is_missing(services: list[dict[str, Any]], missing: str) -> None:
    """Each required field."""
    assert any(
        repr(missing) in said for said in validate.problems([{k: v for k, v in services[0].items() if k != missing}])
    )


@pytest.mark.parametrize("service", [None, 3, "x", []])
def test_problems_of_no_service(service: object) -> None:
    """Something that is no object is a finding, not a crash."""
    assert list(validate.problems([service]))


def test_terms_name_every_concern(directory: Directory) -> None:
    """All concerns, audiences and kinds, each with an id of its own."""
    found = terms.terms(directory)

    assert {term["term"] for term in found if term["taxonomy"] == terms.TAXONOMIES[terms.CONCERN]} == set(
        directory.routes
    )
    assert len({term["id"] for term in found}) == len(found)


def test_page_of_nothing() -> None:
    """An empty feed is a page too."""
    assert listing.page([], 1, 50) == {
        "total_items": 0, "total_pages": 0, "page_number": 1, "size": 0, "first_page": True, "last_page": True,
        "empty": True, "contents": [],
    }  # fmt: skip


@given(st.integers(0, 30), st.integers(1, 9))
def test_pages_hold_everything_once(count: int, size: int) -> None:
    """Whatever the length of a page, all pages together are the list."""
    items = [{"id": number} for number in range(count)]
    pages = listing.page(items, 1, size)["total_pages"]  # type: ignore[arg-type]

    assert [item for number in range(1, pages + 1) for item in listing.page(items, number, size)["contents"]] == items  # type: ignore[arg-type]


def test_schedules_and_back(directory: Directory) -> None:
    """Hours of the directory that name no bank holiday come back as the same week."""
    every = {contact.hours for entry in directory.entries.values() for contact in entry.contacts if contact.hours}
    plain = [text for text in every if "BH" not in text]

    assert plain
    for text in plain:
        again = schedules.hours_of(schedules.schedules(text))
        assert again is not None
        assert (hours.parse(again).week, hours.parse(again).always) == (
            hours.parse(text).week,
            hours.parse(text).always,
        )


@pytest.mark.parametrize(
    "schedule",
    [
        {"freq": "MONTHLY", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"},
        {"freq": "WEEKLY", "interval": 2, "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"},
        {"freq": "WEEKLY", "byday": "1MO", "opens_at": "09:00", "closes_at": "17:00"},
        {"freq": "WEEKLY", "byday": "MO"},
        {},
    ],
)
def test_hours_of_what_cannot_be_said_is_none(schedule: dict[str, Any]) -> None:
    """Every second Monday is not every Monday: better no hours than wrong ones."""
    assert schedules.hours_of([schedule]) is None


def test_table_has_a_row_for_each_entry(directory: Directory) -> None:
    """The CSV holds everything, and opens as a table."""
    rows = list(csv.DictReader(io.StringIO(table.table(directory))))

    assert {row["id"] for row in rows} == set(directory.entries)
    assert {row["phone"] for row in rows if row["id"] == "childline"} == {"0800 1111"}


def test_table_is_safe_in_a_spreadsheet(directory: Directory) -> None:
    """No cell begins like a formula."""
    cells = [cell for row in csv.reader(io.StringIO(table.table(directory))) for cell in row]

    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
