"""bot/coverage/proof.py: the proof finds what is taken away, and the real directory passes it."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from bot.clock import LONDON
from bot.concerns import information
from bot.coverage import proof
from bot.directory.directory import Directory
from bot.directory.model import Contact, Entry
from bot.verdict import PREFIX

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=LONDON)
BY_PHONE = ("phone", "sms", "chat")
# Written here again, apart from the code that it judges.
INFORMATION_LABELS = {
    "professional_guidance", "platform_duties", "law_question", "find_session", "parental_controls", "account_security",
    "misinformation", "dark_web",
}  # fmt: skip


@pytest.fixture(scope="module")
def cells(directory: Directory) -> list[proof.Cell]:
    """All cells of the real directory."""
    return list(proof.cells(directory, NOW))


def _without(directory: Directory, change: dict[str, Entry], **routes: object) -> Directory:
    return Directory(
        {**directory.entries, **change},
        {**directory.routes, **routes},
        directory.limits,
        directory.areas,  # type: ignore[arg-type]
    )


def _changed(directory: Directory, names: list[str], **fields: object) -> dict[str, Entry]:
    return {name: msgspec.structs.replace(directory.entries[name], **fields) for name in names}


def test_cells_cover_every_worry_person_and_place(directory: Directory, cells: list[proof.Cell]) -> None:
    """Nothing is left out of the proof: every concern, five who ask, every area and nowhere; own behaviour where it can be."""
    seen = {(cell.concern, cell.audience, cell.area) for cell in cells}
    wanted = {
        (concern, audience, area)
        for concern, route in directory.routes.items()
        for audience in (
            "child",
            "parent",
            "adult",
            "professional",
            "anybody",
            *(["own_behaviour"] if "own_behaviour" in route.must else []),
        )
        for area in ("unknown", *directory.areas.areas)
    }

    assert seen == wanted
    assert len(cells) == len(seen)


def test_real_directory_has_no_hole(directory: Directory) -> None:
    """Every worry, person and place has two routes, and where it needs one a person at any hour."""
    assert list(proof.holes(directory, NOW)) == []


def test_real_directory_listening_only_is_known(cells: list[proof.Cell]) -> None:
    """Where at some hour only the line for everybody answers is known by name, so that none is added unseen."""
    assert {(cell.concern, cell.audience) for cell in cells if cell.level == "listening"} == {
        ("cyber_choices", "adult")
    }


def test_only_eight_labels_are_exempt() -> None:
    """The labels that need no person at night are those of safeguarding 23, and no other."""
    assert information() == INFORMATION_LABELS


def _answers_at_night(entry: Entry) -> bool:
    contacts = [one for one in entry.contacts if one.type in BY_PHONE and one.hours_confidence == "high" and one.hours]
    always = any(one.hours == "24/7" for one in contacts)
    by_night = any("Mon" in (one.hours or "") and "00:00" in (one.hours or "") for one in contacts)
    return entry.status == "active" and (
        always or by_night or any("-09:00" in (one.hours or "") or "-06:00" in (one.hours or "") for one in contacts)
    )


def test_real_directory_has_a_sure_voice_in_the_night(directory: Directory) -> None:
    """The same proof in other words, without the code of the first: on a Tuesday at three some route is open, and surely so."""
    night = dt.datetime(2026, 11, 24, 3, 0, tzinfo=LONDON)
    silent = [
        (concern, audience, area)
        for concern in set(directory.routes) - INFORMATION_LABELS
        if not concern.startswith(PREFIX)
        for audience in (None, "child", "parent", "adult", "professional")
        for area in (None, *directory.areas.areas)
        for person in [proof._person(audience or "anybody", area or "unknown")]
        if not any(
            _answers_at_night(entry) and entry.id != "emergency-999" for entry in directory.find(concern, person, night)
        )
    ]

    assert silent == []


@pytest.mark.parametrize(
    ("names", "fields", "concern", "named"),
    [
        (
            ["childline", "samaritans", "shout", "nhs-111-mental-health"],
            {"status": "closed"},
            "wellbeing",
            "wellbeing.yml: for child",
        ),
        (
            ["samaritans", "police-101", "victim-support"],
            {"assured_date": dt.date(2026, 5, 1)},
            "fraud",
            "fraud.yml: for adult",
        ),
        (["emergency-999"], {"status": "closed"}, "emergency_danger", "emergency_danger.yml"),
    ],
)
def test_holes_finds_what_is_taken_away(
    directory: Directory, names: list[str], fields: dict[str, object], concern: str, named: str
) -> None:
    """A line that closes, or whose facts grow old, leaves a hole with the worry, the person and the place."""
    house = _without(directory, _changed(directory, names, **fields))
    house.routes = {concern: directory.routes[concern]}

    assert any(named in hole for hole in proof.holes(house, NOW))


@pytest.mark.parametrize(
    "contact",
    [
        Contact(type="web", value="https://a.org", hours="24/7", hours_confidence="high"),
        Contact(type="phone", value="116 123", hours="24/7", hours_confidence="medium"),
        Contact(type="phone", value="116 123", hours="24/7"),
        Contact(type="phone", value="116 123", hours="Mon-Fri 09:00-17:00", hours_confidence="high"),
    ],
)
def test_holes_is_not_fooled(directory: Directory, contact: Contact) -> None:
    """A form, hours that nobody is sure of, unknown confidence or office hours are nobody at night."""
    lines = [name for name, entry in directory.entries.items() if entry.kind in ("helpline", "police")]
    house = _without(directory, _changed(directory, lines, contacts=(contact,)))
    house.routes = {"wellbeing": directory.routes["wellbeing"]}

    assert any("nobody surely answers" in hole for hole in proof.holes(house, NOW))
