"""bot/directory/checks.py and phone.py: what cannot be right is refused with what to write."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.directory import checks, phone
from bot.directory.directory import Directory
from bot.directory.model import Contact
from tests.directory.making import entry


@pytest.mark.parametrize(
    "value",
    [
        "0800 1111",
        "08 08 16 89 111",
        "0300 500 80 90",
        "999",
        "116 123",
        "18001 101",
        "18001 0808 808 8000",
        "+44 20 7008 0151",
    ],
)
def test_phone_accepts_numbers_that_exist(value: str) -> None:
    """Numbers of the UK's plan, listed short ones, and either through Relay UK."""
    assert phone.problem(Contact(type="phone", value=value)) is None


@pytest.mark.parametrize(
    "value", ["", "1", "0800", "998", "01234", "0300 123 20400", "ring us", "0115 95O 1234", "+44 0300"]
)
def test_phone_refuses_numbers_that_cannot_exist(value: str) -> None:
    """Too short, too long, a letter for a nought, or words: one sentence with the number in it."""
    said = phone.problem(Contact(type="phone", value=value))

    assert said is not None
    assert repr(value) in said


def test_phone_ignores_what_is_not_dialled() -> None:
    """A web address is no number."""
    assert phone.problem(Contact(type="web", value="https://example.org")) is None


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"areas": ("atlantis",)}, "atlantis"),
        ({"areas": ()}, "say at least one"),
        ({"minimum_age": 18, "maximum_age": 17}, "above maximum_age"),
        ({"contacts": (Contact(type="phone", value="12"),)}, "no telephone number"),
        ({"contacts": (Contact(type="sms", value="SHOUT"),)}, "no telephone number"),
        ({"contacts": (Contact(type="email", value="help at example.org"),)}, "no e-mail address"),
        ({"contacts": (Contact(type="web", value="our website"),)}, "no web address"),
        ({"verified_by": "A. Person"}, "both, or neither"),
        (
            {"contacts": (Contact(type="web", value="https://a.org", verified_on=dt.date(2026, 1, 1)),)},
            "both, or neither",
        ),
        ({"kind": "session"}, "a session needs"),
    ],
)
def test_problems_says_what_to_write(directory: Directory, fields: dict[str, object], named: str) -> None:
    """Each mistake gives one sentence that begins with its field."""
    found = list(checks.problems(entry(**fields), directory.areas))

    assert len(found) == 1
    assert named in found[0]
    assert ":" in found[0]


def test_problems_finds_nothing_in_the_real_directory(directory: Directory) -> None:
    """Every entry that is served passes."""
    assert [
        (one.id, list(checks.problems(one, directory.areas)))
        for one in directory.entries.values()
        if list(checks.problems(one, directory.areas))
    ] == []
