"""bot/postcodes.py: what half a postcode tells, and what it does not."""

from __future__ import annotations

import pytest

from bot import postcodes
from bot.directory.areas import NATIONS
from bot.directory.load import load


@pytest.mark.parametrize(
    ("message", "nation"),
    [
        ("NG10", "england"),
        ("my postcode is de22 3ab", "england"),
        ("BT7 1NN", "northern_ireland"),
        ("G12", "scotland"),
        ("cf10 please", "wales"),
    ],
)
def test_postcode_settles_the_nation(message: str, nation: str) -> None:
    """The letters alone are enough for that."""
    found = postcodes.find(message)

    assert found is not None
    assert found.nation == nation


def test_postcode_on_a_border_settles_nothing() -> None:
    """SY lies in England and in Wales: the person is asked."""
    assert postcodes.find("SY16") == postcodes.Found(None)


@pytest.mark.parametrize("message", ["I am 14", "year 10", "QQ1", "£B12", "no postcode"])
def test_postcode_is_not_seen_where_none_is(message: str) -> None:
    """Ages, years and sums of money are no postcodes."""
    assert postcodes.find(message) is None


def test_postcodes_name_places_that_are_there() -> None:
    """Every council that is offered is one of the directory's, and no letters stand twice."""
    areas, known = load().areas, postcodes._areas()

    assert [area for found in known.values() for area in found.councils if area not in areas.areas] == []
    assert {found.nation for found in known.values()} == {*NATIONS, None}
