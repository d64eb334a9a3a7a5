"""bot/directory/areas.py: which service is one for somebody in a place."""

from __future__ import annotations

import pytest

from bot.directory.areas import NATIONS, UK, AreaError, AreaTree
from bot.directory.directory import Directory
from bot.directory.routes import Area

TREE = AreaTree(
    [
        Area(id="uk", name="UK"),
        *(Area(id=nation, name=nation, within="uk") for nation in NATIONS),
        Area(id="county", name="County", within="england"),
        Area(id="city", name="City", within="county"),
        Area(id="shire", name="Shire", within="county"),
    ]
)


def test_local_climbs_to_the_top() -> None:
    """A place and all that hold it, smallest first."""
    assert TREE.local("city", ("uk", "shire", "england", "county", "city")) == ("city", "county", "england", "uk")


@pytest.mark.parametrize(("place", "nation"), [("city", "england"), ("wales", "wales"), ("uk", None), (None, None)])
def test_nation_of_a_place(place: str | None, nation: str | None) -> None:
    """The nation decides about laws and lines; the whole UK is none."""
    assert TREE.nation(place) == nation


@pytest.mark.parametrize(
    ("areas", "place", "serves"),
    [
        (("uk",), "city", True),
        (("england",), "city", True),
        (("county",), "city", True),
        (("city",), "city", True),
        (("shire",), "city", False),
        (("wales",), "city", False),
        (("city",), "county", True),
        (("shire",), "county", True),
        (("city",), "england", False),
        (("england", "wales"), "wales", True),
        (("england", "wales"), "scotland", False),
        (("uk",), None, True),
        (("england",), None, True),
        (("wales",), None, False),
        (("scotland", "northern_ireland"), None, True),
        (("city",), None, False),
    ],
)
def test_serves_tells(areas: tuple[str, ...], place: str | None, serves: bool) -> None:
    """Never the neighbour council's team; all councils of a county that was named; no local team for nobody knows where."""
    assert TREE.serves(areas, place) is serves


@pytest.mark.parametrize("areas", [("uk",), ("england",), ("england", "wales"), ("wales",), ("city",)])
def test_serves_the_uk_is_no_place(areas: tuple[str, ...]) -> None:
    """Who says "the UK" has said no more than who says nothing, and gets no less."""
    assert TREE.serves(areas, UK) is TREE.serves(areas, None)


@pytest.mark.parametrize(
    ("place", "keys"),
    [("city", ("city", "county")), ("shire", ("county",)), ("wales", ()), (None, ()), ("england", ())],
)
def test_local_finds_the_keys_that_hold_a_place(place: str | None, keys: tuple[str, ...]) -> None:
    """Smallest first, so that a city comes before its county."""
    assert TREE.local(place, ["county", "city"]) == keys


def test_tree_unknown_parent_is_refused() -> None:
    """A place within one that is not there is named."""
    with pytest.raises(AreaError, match="nowhere"):
        AreaTree([Area(id="a", name="A", within="nowhere")])


def test_tree_circle_is_refused() -> None:
    """Places that lie within each other do not hang the start."""
    with pytest.raises(AreaError, match="itself"):
        AreaTree([Area(id="a", name="A", within="b"), Area(id="b", name="B", within="a")])


def test_real_tree_knows_every_local_council(directory: Directory) -> None:
    """Each social-care authority of the three areas is a place of its own (safeguarding 20)."""
    councils = ("nottingham_city", "nottinghamshire", "derby_city", "derbyshire", "dudley")

    assert [name for name in councils if directory.areas.nation(name) != "england"] == []
