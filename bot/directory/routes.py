"""The shapes of data/routes/ and of data/directory/areas.yml: which entries a concern shows, to whom and where."""

from __future__ import annotations

from typing import Literal

import msgspec

from bot.directory.model import Model


class Area(Model, frozen=True, kw_only=True):
    """A place of the tree nation > county > council.

    Attributes:
        id: Stable id, used under `areas`.
        name: As people should read it.
        within: The id of the place that holds it.
        places: Names that people use for it or for places in it, in small letters.
    """

    id: str
    name: str
    within: str | None = None
    places: tuple[str, ...] = ()


class AreasFile(Model, frozen=True, kw_only=True):
    """data/directory/areas.yml.

    Attributes:
        areas: All places.
    """

    areas: tuple[Area, ...]


class NationLimit(Model, frozen=True, kw_only=True):
    """Where a service does not reach, what to show there instead.

    Attributes:
        serves: The nations that it reaches.
        instead: Nation -> id of the entry to show there.
    """

    serves: tuple[str, ...]
    instead: dict[str, str] = msgspec.field(default_factory=dict)


class Route(Model, frozen=True, kw_only=True):
    """data/routes/<concern>.yml: which entries a concern must show, to whom, and where.

    Attributes:
        must: Who is asking (child, adult, parent, professional, own_behaviour) -> entry ids in the order of showing.
        local: Area id -> entry ids to add there, or in the other three nations to use instead.
        any_hour: Routes of this concern that answer at any hour; empty for information only.
        first: Entry ids that stand before everything, local routes included ("bank first").
        crisis_line: True if its first words name a line for any hour; a test holds them to it.
        child_first: True where the age decides and is unknown: show what is for under-18s before what is for adults.
        also_for_child: True if an adult who asks is also shown the line that the child can ring.
        ask: What to ask after the first answer, in this order, as far as it is not known yet.
        note: For the people who keep the data; never shown.
    """

    must: dict[str, tuple[str, ...]]
    local: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    any_hour: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    crisis_line: bool = False
    child_first: bool = False
    also_for_child: bool = False
    ask: tuple[Literal["meaning", "area", "audience", "age"], ...] = ("area",)
    note: str | None = None
