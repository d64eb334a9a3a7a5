"""bot/directory/directory.py: the right doors, in the right order, for whoever asks."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from bot.clock import LONDON
from bot.directory.directory import Directory, Person, unique
from bot.directory.model import Contact, Entry
from bot.directory.opening import is_open

NOON = dt.datetime(2026, 11, 20, 12, 0, tzinfo=LONDON)
NIGHT = dt.datetime(2026, 11, 22, 3, 0, tzinfo=LONDON)
AUDIENCES = (None, "child", "parent", "adult", "professional")
INFORMATION = {  # safeguarding 23: labels that ask for knowledge
    "professional_guidance",
    "platform_duties",
    "law_question",
    "find_session",
    "parental_controls",
    "account_security",
    "misinformation",
    "dark_web",
}


def _ids(directory: Directory, concern: str, now: dt.datetime = NOON, **known: object) -> list[str]:
    return [entry.id for entry in directory.find(concern, Person(**known), now)]  # type: ignore[arg-type]


def _everybody(directory: Directory) -> list[Person]:
    places = (None, *directory.areas.areas)
    return [Person(audience=audience, area=area) for audience, area in itertools.product(AUDIENCES, places)]


@pytest.mark.parametrize(
    ("concern", "known", "wanted"),
    [
        ("grooming", {"audience": "parent"}, ["ceop-safety-centre", "nspcc-helpline"]),
        ("grooming", {"audience": "child"}, ["childline"]),
        ("fraud", {}, ["report-fraud"]),
        ("tech_abuse", {}, ["national-domestic-abuse-helpline"]),
        ("tech_abuse", {"area": "nottingham_nottinghamshire"}, ["notts-da-helpline", "equation-men-lgbtq"]),
        ("tech_abuse", {"area": "wales"}, ["live-fear-free"]),
        ("tech_abuse", {"area": "scotland"}, ["sdafmh"]),
        ("tech_abuse", {"own_behaviour": True}, ["respect-phoneline"]),
        ("radicalisation", {}, ["act-early"]),
        ("csam", {"own_behaviour": True, "audience": "adult"}, ["stop-it-now"]),
        ("csam", {"own_behaviour": True, "audience": "child"}, ["shore"]),
        ("emergency_suicide", {}, ["samaritans"]),
    ],
)
def test_find_shows_the_right_doors(
    directory: Directory, concern: str, known: dict[str, object], wanted: list[str]
) -> None:
    """The routes that safeguarding demands are among the first three."""
    first = _ids(directory, concern, **known)[:3]

    assert [name for name in wanted if name not in first] == []


def test_find_unknown_concern_is_empty(directory: Directory) -> None:
    """What has no routes gets none; the caller asks for the worry."""
    assert _ids(directory, "nothing") == []


@pytest.mark.parametrize("concern", ["tech_abuse", "stalking_harassment"])
@pytest.mark.parametrize("area", [None, "nottingham_city", "dudley", "wales"])
def test_find_who_watches_gets_no_victims_line(directory: Directory, concern: str, area: str | None) -> None:
    """Safeguarding 16: no refuge, no local address and no victims' helpline for who asked to watch a partner."""
    shown = set(_ids(directory, concern, own_behaviour=True, area=area))
    route = directory.routes[concern]
    victims = {name for key in ("adult", "child", "parent") for name in route.must.get(key, ())}
    local = {name for names in route.local.values() for name in names}

    assert shown
    assert shown & ((victims | local) - set(route.must["own_behaviour"])) == set()


@pytest.mark.parametrize("audience", [None, "adult"])
def test_find_who_speaks_of_a_child_gets_help_for_adults(directory: Directory, audience: str | None) -> None:
    """ "I'm talking to a girl of 13": the age is hers, and the writer still gets a line to talk to."""
    assert "stop-it-now" in _ids(directory, "grooming", own_behaviour=True, audience=audience, age="under_18")


def test_find_child_gets_nothing_for_adults_only(directory: Directory) -> None:
    """Age is a hard filter: no service from 18 on is shown to a child."""
    wrong = {
        (concern, entry.id)
        for concern in directory.routes
        for age in (None, "under_18")
        for entry in directory.find(concern, Person(audience="child", age=age), NOON)
        if (entry.minimum_age or 0) >= 18
    }

    assert wrong == set()


@pytest.mark.parametrize("concern", ["nudes_under18", "intimate_image_abuse", "sextortion"])
def test_find_unknown_age_gets_what_is_for_children_first(directory: Directory, concern: str) -> None:
    """Safeguarding 14: of an unknown age, no adults-only picture service."""
    shown = _ids(directory, concern)

    assert {"stopncii", "revenge-porn-helpline"} & set(shown) == set()
    assert {"report-remove", "childline"} & set(shown[:3])


def test_find_adult_is_shown_the_adult_picture_line(directory: Directory) -> None:
    """Once 18 or over is said, the adults' lines come."""
    assert "revenge-porn-helpline" in _ids(directory, "intimate_image_abuse", audience="adult", age="adult")


def test_find_shows_nothing_closed_or_out_of_reach(directory: Directory) -> None:
    """Nobody is shown what is closed, past, or does not serve where they live."""
    wrong = {
        (concern, person.area, entry.id)
        for concern in directory.routes
        for person in _everybody(directory)
        for entry in directory.find(concern, person, NOON)
        if entry.status in ("closed", "past") or not directory.areas.serves(entry.areas, person.area)
    }

    assert wrong == set()


def test_find_shows_nothing_twice(directory: Directory) -> None:
    """A route that is both local and national stands once."""
    doubled = [
        (concern, person)
        for concern in directory.routes
        for person in _everybody(directory)
        if len(found := directory.find(concern, person, NIGHT)) != len(unique(found))
    ]

    assert doubled == []


def test_find_has_two_routes_for_everybody(directory: Directory) -> None:
    """Every concern x audience x area has two routes, not all of them unverified; an attack has 999 alone."""
    wrong = {
        (concern, person.audience, person.area)
        for concern in directory.routes
        for person in _everybody(directory)
        if len(found := directory.find(concern, person, NOON)) < (1 if concern == "emergency_attack" else 2)
        or all(entry.status == "unverified" for entry in found)
    }

    assert wrong == set()


def test_find_has_somebody_awake_for_everybody(directory: Directory) -> None:
    """On Sunday at three in the morning, somebody who answers is among the first three, wherever people need a person.

    Where three stand before all (fraud: bank, report, scam texts), among the first four.
    """
    wrong = {
        (concern, person.audience, person.area)
        for concern in set(directory.routes) - INFORMATION
        for person in _everybody(directory)
        if not any(
            is_open(entry, NIGHT)
            for entry in directory.find(concern, person, NIGHT)[: max(3, len(directory.routes[concern].first) + 1)]
        )
    }

    assert wrong == set()


def test_find_unverified_never_stands_first(directory: Directory) -> None:
    """What nobody has rung comes after what somebody has."""
    wrong = {
        (concern, person)
        for concern in directory.routes
        for person in _everybody(directory)
        if (found := directory.find(concern, person, NOON)) and found[0].status == "unverified"
    }

    assert wrong == set()


@pytest.mark.parametrize("area", ["wales", "scotland", "northern_ireland"])
def test_find_nation_limits_hold(directory: Directory, area: str) -> None:
    """A line that does not reach a nation is not shown there, in any concern."""
    limited = {name for name, limit in directory.limits.items() if area not in limit.serves}
    shown = {name for concern in directory.routes for name in _ids(directory, concern, area=area)}

    assert limited
    assert shown & limited == set()


@pytest.mark.parametrize("council", ["birmingham", "sandwell", "walsall", "wolverhampton"])
def test_find_dudleys_teams_are_for_dudley(directory: Directory, council: str) -> None:
    """Safeguarding 20: no Dudley team for a neighbour council."""
    if council not in directory.areas.areas:
        council = "west_midlands"
    shown = [
        entry.id
        for concern in directory.routes
        for entry in directory.find(concern, Person(area=council), NOON)
        if entry.areas == ("dudley",) and council != "west_midlands"
    ]

    assert shown == []


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        ({"audience": "parent"}, True),
        ({}, True),
        ({"audience": "child"}, False),
        ({"own_behaviour": True}, False),
        ({"age": "adult"}, False),
        ({"age": "adult", "audience": "parent"}, True),
    ],
)
def test_for_the_child_adds_childline(directory: Directory, known: dict[str, object], shown: bool) -> None:
    """Adults who ask about a child are shown the child's own line; others are not."""
    assert (directory.for_the_child("grooming", Person(**known)) is not None) is shown  # type: ignore[arg-type]


def test_current_of_a_closed_entry_is_its_heir(directory: Directory) -> None:
    """Action Fraud is Report Fraud now."""
    entry, old = directory.current("action-fraud", NOON)

    assert entry.id == "report-fraud"
    assert old is not None
    assert old.id == "action-fraud"


def test_current_of_an_active_entry_is_itself(directory: Directory) -> None:
    """What is there is returned as it is."""
    assert directory.current("childline", NOON) == (directory.entries["childline"], None)


def test_sessions_come_first_and_soonest_first(directory: Directory) -> None:
    """Those to come in order, then past ones, latest first."""
    middle = dt.datetime(2026, 2, 11, 0, 0, tzinfo=LONDON)
    events = [entry.event for entry in directory.sessions(middle) if entry.event]
    coming = [event.starts for event in events if event.ends > middle]
    past = [event.starts for event in events if event.ends <= middle]

    assert coming
    assert past
    assert [event.starts for event in events] == [*sorted(coming), *sorted(past, reverse=True)]


@pytest.mark.parametrize(
    ("contact", "is_there"),
    [
        (Contact(type="phone", value="1", hours="24/7"), True),
        (Contact(type="sms", value="1", hours="24/7"), True),
        (Contact(type="phone", value="1", hours="Mon-Fri 09:00-17:00"), False),
        (Contact(type="phone", value="1"), False),
        (Contact(type="email", value="a@b.org", hours="24/7"), False),
        (Contact(type="web", value="b.org", hours="24/7"), False),
    ],
)
def test_is_open_needs_somebody_who_answers(contact: Contact, is_there: bool) -> None:
    """A web page never answers, and unknown hours are no promise."""
    entry = Entry(
        id="x", name="X", kind="helpline", description="X.", areas=("uk",), source="x",
        assured_date=NOON.date(), contacts=(contact,),
    )  # fmt: skip

    assert is_open(entry, NIGHT) is is_there
