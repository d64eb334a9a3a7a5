"""The directory: from a worry and a person to the right doors, in the right order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from bot.concerns import information
from bot.directory import freshness
from bot.directory.areas import AreaTree
from bot.directory.model import Entry, Origin
from bot.directory.opening import is_open, surely_open
from bot.directory.routes import NationLimit, Route

EMERGENCY_999 = "emergency-999"
CHILD_LINE = "childline"
ADULT_AGE = 18
LEAST = 2  # routes in an answer
FALLBACK = ("adult", "parent", "child")
EVERYBODY = ("samaritans", "police-101")


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody has told about who the worry is about and where; everything may be unknown.

    Attributes:
        audience: child, parent, adult or professional.
        age: under_18 or adult.
        area: An id of areas.yml.
        own_behaviour: True if the worry is about what the writer does or feels.
        watching: True if the writer has asked, in this chat, how to watch another person.
    """

    audience: str | None = None
    age: str | None = None
    area: str | None = None
    own_behaviour: bool = False
    watching: bool = False


class Directory:
    """All entries, and which of them each concern shows to whom and where."""

    def __init__(
        self,
        entries: dict[str, Entry],
        routes: dict[str, Route],
        limits: dict[str, NationLimit],
        areas: AreaTree,
        origins: Mapping[str, Origin] | None = None,
    ) -> None:
        """Holds what `bot.directory.load` has checked; origins: the file and organization of each entry."""
        self.origins = origins or {}
        self.entries = entries
        self.routes = routes
        self.limits = limits
        self.areas = areas

    def find(self, concern: str, person: Person, now: dt.datetime) -> list[Entry]:
        """Finds the routes for a concern.

        Args:
            concern: An emergency or concern intent.
            person: What is known of the person.
            now: The moment, for what is open.

        Returns:
            Entries in the order of showing, never closed or past ones; empty only for an unknown concern. Among the
            first three is one that answers at any hour, if the concern has one that fits.
        """
        route = self.routes.get(concern)
        if route is None:
            return []
        national = [self._in_nation(name, person.area) for name in self._for_person(route, person)]
        near, wide = self._local(route, person), [name for name in national if name]
        # Local beside national: two from nearby, then one that everybody knows, then the rest.
        before_all = [name for name in (self._in_nation(name, person.area) for name in route.first) if name]
        names = [*before_all, *near[:2], *wide[:1], *near[2:], *wide[1:]]
        entries = [self.entries[name] for name in dict.fromkeys(names)]
        fitting = [entry for entry in entries if self._fits(entry, person, concern)]
        sure = [entry for entry in fitting if entry.status == "active"]
        if len(sure) < LEAST:
            had = {entry.id for entry in fitting}
            fitting += self._spare(route, person, concern, had)[: LEAST - len(sure)]
        fitting.sort(key=lambda entry: freshness.waits(entry, now))
        return self._with_any_hour(_with_local(fitting, near), route, person, concern, now)

    def _spare(self, route: Route, person: Person, concern: str, had: set[str]) -> list[Entry]:
        """What others would be shown, and the lines for everybody: where too little is left for this person."""
        if person.own_behaviour:
            return []
        names = [*(name for audience in FALLBACK for name in route.must.get(audience, ())), *route.any_hour]
        names += [] if concern in information() else EVERYBODY
        here = [self._in_nation(name, person.area) for name in names]
        entries = [self.entries[name] for name in dict.fromkeys(here) if name and name not in had]
        return [entry for entry in entries if entry.status == "active" and self._fits(entry, person, concern)]

    def for_the_child(self, concern: str, person: Person) -> Entry | None:
        """The line that the child can ring, for an adult who asks about one; None where it does not belong."""
        route = self.routes.get(concern)
        if route is None or not route.also_for_child or person.audience == "child" or person.own_behaviour:
            return None
        if person.age == "adult" and person.audience in (None, "adult"):
            return None
        line = self.entries[CHILD_LINE]
        return line if line.status == "active" else None

    @staticmethod
    def _for_person(route: Route, person: Person) -> Sequence[str]:
        if person.own_behaviour and "own_behaviour" in route.must:
            return route.must["own_behaviour"]
        unsure = person.audience == "adult" and route.child_first and person.age != "adult"  # "my boyfriend", age 15?
        if person.audience in route.must and not unsure:
            return route.must[person.audience]
        adult, child = route.must.get("adult", ()), route.must.get("child", ())
        first = person.age == "under_18" or (route.child_first and person.age != "adult")
        return (*child, *adult) if first else (*adult, *child)

    def _local(self, route: Route, person: Person) -> list[str]:
        keys = self.areas.local(person.area, route.local)
        return [] if person.own_behaviour or not keys else list(route.local[keys[0]])

    def _in_nation(self, name: str, area: str | None) -> str | None:
        nation = self.areas.nation(area)
        limit = self.limits.get(name)
        if nation is None or limit is None or nation in limit.serves:
            return name
        return limit.instead.get(nation)

    def _fits(self, entry: Entry, person: Person, concern: str) -> bool:
        if (
            entry.event is not None
            or entry.status in ("closed", "past")
            or not self.areas.serves(entry.areas, person.area)
        ):
            return False
        if person.audience != "professional" and set(entry.audiences) in (
            {"professional"},
            {"professional", "business"},
        ):
            return concern in ("professional_guidance", "platform_duties", "find_session", "law_question")
        return self._age_fits(entry, person, concern)

    def _age_fits(self, entry: Entry, person: Person, concern: str) -> bool:
        """Age is a hard filter for the person themself; of an unknown age, what is for adults only waits."""
        if person.audience in ("parent", "professional"):
            return True
        if person.own_behaviour:  # the age is that of the other one, as in "I talk to a girl of 13"
            person = Person(
                audience=person.audience, age={"child": "under_18", "adult": "adult"}.get(person.audience or "")
            )
            if person.age is None:
                return True
        child = person.audience == "child" or person.age == "under_18"
        if child and entry.minimum_age is not None and entry.minimum_age >= ADULT_AGE:
            return False
        adult = person.age == "adult" or (person.audience == "adult" and not self.routes[concern].child_first)
        if adult and entry.maximum_age is not None and entry.maximum_age <= ADULT_AGE:
            return False
        unknown = not child and person.age is None
        return not (unknown and self.routes[concern].child_first and (entry.minimum_age or 0) >= ADULT_AGE)

    def _with_any_hour(
        self, entries: list[Entry], route: Route, person: Person, concern: str, now: dt.datetime
    ) -> list[Entry]:
        if person.own_behaviour or any(surely_open(entry, now) for entry in entries[:3]):
            return entries
        names = [self._in_nation(name, person.area) for name in route.any_hour]
        others = [self.entries[name] for name in names if name]
        fitting = [entry for entry in others if self._fits(entry, person, concern) and is_open(entry, now)]
        spare = next((entry for entry in fitting if surely_open(entry, now)), next(iter(fitting), None))
        if spare is None:  # none of its own fits: behind the rest the line that is there for everybody
            listener = self.entries[EVERYBODY[0]]
            missing = route.any_hour and listener not in entries and listener.status == "active"
            return [*entries, listener] if missing else entries
        rest = [entry for entry in entries if entry.id != spare.id]
        place = max(2, len(route.first))
        return [*rest[:place], spare, *rest[place:]]

    def current(self, name: str, now: dt.datetime) -> tuple[Entry, Entry | None]:
        """What to return for an id.

        Args:
            name: An entry's id.
            now: The moment; a session is past when it is over.

        Returns:
            The entry to show, and the old one that it stands in for, if it does.
        """
        entry = self.entries[name]
        newer = [self.entries[other] for other in entry.replaced_by] or [
            other for other in self.entries.values() if name in other.replaces
        ]
        if newer and freshness.over(entry, now):
            return newer[0], entry
        return entry, None

    def sessions(self, now: dt.datetime) -> list[Entry]:
        """All sessions, those to come first (soonest first), then past ones (latest first)."""
        events = [entry for entry in self.entries.values() if entry.event is not None]
        coming = [entry for entry in events if entry.event and entry.event.ends > now]
        past = [entry for entry in events if entry.event and entry.event.ends <= now]
        coming.sort(key=_starts)
        past.sort(key=_starts, reverse=True)
        return [*coming, *past]


def _with_local(entries: list[Entry], near: Sequence[str]) -> list[Entry]:
    """Whoever says where they live sees one local service among the first three, even one to check first."""
    if any(entry.id in near for entry in entries[:3]):
        return entries
    local = next((entry for entry in entries if entry.id in near), None)
    rest = [entry for entry in entries if entry is not local]
    return entries if local is None else [*rest[:2], local, *rest[2:]]


def _starts(entry: Entry) -> dt.datetime:
    assert entry.event is not None
    return entry.event.starts


def unique(entries: Iterable[Entry]) -> list[Entry]:
    """Keeps the first of each id."""
    return list({entry.id: entry for entry in entries}.values())
