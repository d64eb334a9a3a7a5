"""bot/channels/directory_routes.py: the directory over HTTP, on a real server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import icalendar
import pytest
from sanic import Sanic

from bot import cards
from bot.channels.directory_routes import add_routes
from bot.channels.http import make_app
from bot.directory.directory import Directory
from bot.directory.hsds import export, validate
from bot.directory.hsds.ids import uuid_of
from bot.emergency import EmergencyRules
from bot.guard import Guard
from bot.wording import Wording
from tests.directory.making import NOW
from tests.engines import CALM, Answering
from tests.houses import Answer, House, Switch, serving

SESSION = "/directory/sessions/ohw26-cyber-choices.ics"
Get = Callable[[str], Answer]


@pytest.fixture(scope="module")
def get() -> Iterator[Get]:
    """A server with these routes alone; asks it for a path."""
    Sanic.test_mode = True
    app = Sanic("directory-routes", configure_logging=False)
    add_routes(app)
    with serving(app) as port:
        house = House(port, Switch())
        yield lambda path: house.ask("GET", path)
    Sanic.test_mode = False


@pytest.fixture(scope="module")
def page(get: Get) -> dict[str, Any]:
    """The first page of services."""
    return dict(get("/directory/services").json)


def test_services_are_a_page_of_the_standard(page: dict[str, Any], directory: Directory) -> None:
    """The counts of the page fit what there is."""
    total = len(export.services(directory, NOW))

    assert (page["total_items"], page["page_number"], page["size"]) == (total, 1, len(page["contents"]))
    assert page["total_pages"] == -(-total // 50)
    assert (page["first_page"], page["last_page"], page["empty"]) == (True, False, False)


def test_services_are_what_the_list_schema_wants(get: Get) -> None:
    """Every service of every page passes the published schema of lists, address included."""
    found = get("/directory/services?per_page=500").json["contents"]

    assert len(found) > 200
    assert list(validate.problems(found, validate.LIST)) == []


def test_services_can_be_read_from_any_page(get: Get) -> None:
    """The standard wants the data open: no key, any origin."""
    answer = get("/directory/services")

    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["content-type"].startswith("application/json")


def test_pages_hold_everything_once(get: Get) -> None:
    """Page by page each service comes once."""
    first = get("/directory/services?per_page=100").json
    ids = [
        service["id"]
        for number in range(1, first["total_pages"] + 1)
        for service in get(f"/directory/services?per_page=100&page={number}").json["contents"]
    ]

    assert len(ids) == len(set(ids)) == first["total_items"]


def test_page_beyond_the_last_is_empty(get: Get) -> None:
    """No error, an empty page."""
    answer = get("/directory/services?page=999").json

    assert (answer["empty"], answer["contents"], answer["last_page"]) == (True, [], True)


def test_search_needs_all_words(get: Get) -> None:
    """In the name, the description or the organization; capitals do not matter."""
    found = [service["name"] for service in get("/directory/services?search=CHILDLINE%20remove").json["contents"]]

    assert found == ["Report Remove (Childline and IWF)"]


def test_taxonomy_term_filters(get: Get, directory: Directory) -> None:
    """A concern's term gives the services for it, and no other."""
    terms = get("/directory/taxonomy_terms?per_page=500").json["contents"]
    (sextortion,) = [term for term in terms if term["term"] == "sextortion"]
    found = get(f"/directory/services?per_page=500&taxonomy_term_id={sextortion['id']}").json["contents"]
    wanted = {
        uuid_of("service", entry.id)
        for entry in directory.entries.values()
        if "sextortion" in entry.concerns and entry.kind in export.SERVICES
    }

    assert wanted
    assert {service["id"] for service in found} == wanted


def test_ages_filter(get: Get) -> None:
    """Somebody of 12 is not sent to what begins at 18, nor somebody of 40 to Childline."""
    child = {service["name"] for service in get("/directory/services?per_page=500&maximum_age=12").json["contents"]}
    adult = {service["name"] for service in get("/directory/services?per_page=500&minimum_age=40").json["contents"]}

    assert ("StopNCII.org" in child, "StopNCII.org" in adult) == (False, True)
    assert ("Childline" in child, "Childline" in adult) == (True, False)


@pytest.mark.parametrize(
    "asked", ["page=0", "page=-1", "page=two", "per_page=0", "per_page=501", "minimum_age=x", "page=%D9%A3"]
)
def test_bad_filter_is_one_sentence(get: Get, asked: str) -> None:
    """400, with the filter's name and what to write."""
    answer = get(f"/directory/services?{asked}")

    assert answer.status == 400
    assert answer.json["error"].startswith(asked.split("=", maxsplit=1)[0])
    assert "write a whole number" in answer.json["error"]


def test_service_has_all_that_belongs_to_it(get: Get) -> None:
    """The record of one service is a full one, contacts and hours with it."""
    answer = get(f"/directory/services/{uuid_of('service', 'childline')}")

    assert answer.status == 200
    assert list(validate.problems([answer.json])) == []
    assert answer.json["contacts"][0]["phones"][0]["number"] == "0800 1111"


def test_service_unknown_is_404(get: Get) -> None:
    """One sentence instead of an empty page."""
    answer = get("/directory/services/00000000-0000-0000-0000-000000000000")

    assert (answer.status, "No service" in answer.json["error"]) == (404, True)


def test_session_to_come_is_a_calendar_file(get: Get, set_clock: Any) -> None:
    """With its times, name, provider and how to join."""
    set_clock("2026-02-09T09:00:00+00:00")
    answer = get(SESSION)
    (event,) = icalendar.Calendar.from_ical(answer.body).walk("VEVENT")

    assert (answer.status, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert event["DTSTART"].dt.isoformat() == "2026-02-09T13:00:00+00:00"
    assert event["DTEND"].dt.isoformat() == "2026-02-09T14:00:00+00:00"
    assert "Nottinghamshire Police" in event["DESCRIPTION"]
    assert "oy9om3g7" in event["DESCRIPTION"]


def test_session_that_is_over_is_gone(get: Get, set_clock: Any) -> None:
    """No meeting ID and no passcode once it is over."""
    set_clock("2026-02-09T14:00:00+00:00")
    answer = get(SESSION)

    assert (answer.status, answer.body) == (410, b"That session is over.")


@pytest.mark.parametrize("name", ["nothing", "childline"])
def test_session_unknown_is_404(get: Get, name: str) -> None:
    """What is no session has no calendar file."""
    assert get(f"/directory/sessions/{name}.ics").status == 404


def test_card_links_the_calendar_file_that_is_there(get: Get, directory: Directory, set_clock: Any) -> None:
    """The address on the card of an upcoming session opens; a live or past one has none."""
    now = set_clock("2026-02-09T09:00:00+00:00")
    card = cards.item(directory.entries["ohw26-cyber-choices"], now)
    live = cards.item(directory.entries["ohw26-cyber-choices"], set_clock("2026-02-09T13:30:00+00:00"))

    assert card["calendar"] == SESSION
    assert get(card["calendar"]).status == 200
    assert "calendar" not in live
    assert "calendar" not in cards.item(directory.entries["ohw26-cyber-choices"], NOW)


def test_the_server_of_make_run_has_these_routes(get: Get, rules: EmergencyRules, wording: Wording) -> None:
    """They are added to the real server, not to that of this test alone."""
    engine = Answering(CALM)
    app = make_app(Guard(rules, wording, engine), engine)  # type: ignore[arg-type]
    paths = {f"/{route.path}" for route in app.router.routes}

    assert {"/directory/services", "/directory/taxonomy_terms"} <= paths
    assert any(path.startswith("/directory/sessions/") for path in paths)
