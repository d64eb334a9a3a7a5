"""Proves that nobody is let down: every concern, whoever asks, wherever they live, at any hour (safeguarding 23)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

import msgspec

from bot.clock import LONDON
from bot.concerns import information
from bot.directory.directory import EMERGENCY_999, LEAST, Directory, Person
from bot.directory.model import Entry
from bot.directory.opening import surely_open
from bot.verdict import PREFIX

ANYBODY, OWN = "anybody", "own_behaviour"
AUDIENCES = ("child", "parent", "adult", "professional", ANYBODY, OWN)
NOWHERE = "unknown"  # somebody who has not said where they live
ALONE = ("emergency_attack",)  # 999 is the one answer to it
TUESDAY, SUNDAY = 1, 6
Level = Literal["good", "listening", "hole"]


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """What one kind of person in one place meets with one concern.

    Attributes:
        concern: The intent.
        audience: Who asks; "anybody" has not said, "own_behaviour" worries about themself.
        area: An id of areas.yml, or "unknown".
        routes: How many current routes the answer has, at the hour at which it has fewest.
        level: good: two routes, and a person of this concern at any hour; listening: at some hour only the line that
            listens to everybody; hole: fewer than two routes, or nobody.
        problem: What is missing; None where all is well.
    """

    concern: str
    audience: str
    area: str
    routes: int
    level: Level
    problem: str | None = None


def moments(now: dt.datetime) -> tuple[dt.datetime, ...]:
    """The hours to look at: a weekday, a weeknight, the night to Sunday, and Christmas Day."""
    today = now.astimezone(LONDON).replace(hour=3, minute=0, second=0, microsecond=0)
    tuesday = today + dt.timedelta(days=(TUESDAY - today.weekday()) % 7)
    sunday = today + dt.timedelta(days=(SUNDAY - today.weekday()) % 7)
    return tuesday.replace(hour=14), tuesday, sunday, today.replace(month=12, day=25, hour=12)


def cells(directory: Directory, now: dt.datetime) -> Iterator[Cell]:
    """Looks at every concern x audience x area.

    Args:
        directory: To be proved.
        now: For the age of the facts, and the nights that come.

    Yields:
        One cell each; own behaviour only where the concern speaks of it.
    """
    hours = moments(now)
    for concern, route in directory.routes.items():
        for audience in AUDIENCES:
            if audience == OWN and OWN not in route.must:
                continue
            for area in (NOWHERE, *directory.areas.areas):
                yield _cell(directory, concern, audience, area, hours)


def holes(directory: Directory, now: dt.datetime) -> Iterator[str]:
    """One sentence for every cell that lets somebody down: who, where, and what to add."""
    for cell in cells(directory, now):
        if cell.level == "hole":
            yield f"data/routes/{cell.concern}.yml: for {cell.audience} in {cell.area}: {cell.problem}"


def _person(audience: str, area: str) -> Person:
    own = audience == OWN
    return Person(
        audience=None if own or audience == ANYBODY else audience,
        area=None if area == NOWHERE else area,
        own_behaviour=own,
    )


def _cell(directory: Directory, concern: str, audience: str, area: str, hours: tuple[dt.datetime, ...]) -> Cell:
    person = _person(audience, area)
    answers = [(moment, directory.find(concern, person, moment)) for moment in hours]
    fewest = min(sum(entry.status == "active" for entry in found) for _, found in answers)
    level, problem = _judge(directory, concern, answers, fewest)
    return Cell(concern=concern, audience=audience, area=area, routes=fewest, level=level, problem=problem)


def _judge(
    directory: Directory, concern: str, answers: list[tuple[dt.datetime, list[Entry]]], fewest: int
) -> tuple[Level, str | None]:
    if fewest < (1 if concern in ALONE else LEAST):
        return "hole", f"fewer than {LEAST} routes; add one that serves there."
    if concern.startswith(PREFIX):
        led = all(found[0].kind == "emergency" or EMERGENCY_999 in _ids(found) for _, found in answers)
        return ("good", None) if led else ("hole", f"{EMERGENCY_999} is missing; add it.")
    if concern in information():
        return "good", None
    for moment, found in answers:
        awake = [entry for entry in found if entry.id != EMERGENCY_999 and surely_open(entry, moment)]
        if not awake:
            return "hole", f"nobody surely answers on {moment:%A} at {moment:%H:%M}; add a line that does."
        if not any(_belongs(directory, concern, entry) for entry in awake):
            return "listening", f"on {moment:%A} at {moment:%H:%M} only a line that listens to everybody answers."
    return "good", None


def _ids(found: list[Entry]) -> set[str]:
    return {entry.id for entry in found}


def _belongs(directory: Directory, concern: str, entry: Entry) -> bool:
    """True if the entry is for this concern: by its own words, or because the routes name it there."""
    route = directory.routes[concern]
    named = {name for names in (*route.must.values(), *route.local.values()) for name in names} | set(route.any_hour)
    instead = {other for name in named & set(directory.limits) for other in directory.limits[name].instead.values()}
    return concern in entry.concerns or entry.id in named | instead
