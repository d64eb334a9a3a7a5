"""Proves that nobody meets an empty answer: every concern, whoever asks, wherever they live."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from bot.directory.directory import EMERGENCY_999, INFORMATION, Directory, Person, is_open
from bot.verdict import PREFIX

AUDIENCES = ("child", "parent", "adult", "professional", None)
NIGHT = 3  # o'clock, on a Sunday: whoever answers then answers at any hour


def _at_night(now: dt.datetime) -> dt.datetime:
    sunday = now + dt.timedelta(days=(6 - now.weekday()) % 7)
    return sunday.replace(hour=NIGHT, minute=0, second=0, microsecond=0)


def holes(directory: Directory, now: dt.datetime) -> Iterator[str]:
    """Finds where the directory lets somebody down.

    Args:
        directory: To be proved.
        now: Any moment; the night of the next Sunday is looked at.

    Yields:
        One sentence for each concern x audience x area with fewer than two routes, or, where people need a person, with
        nobody who answers at night.
    """
    night = _at_night(now)
    for concern in directory.routes:
        for audience in AUDIENCES:
            for area in (*directory.areas.areas, None):
                person = Person(audience=audience, area=area)
                found = directory.find(concern, person, night)
                where = f"data/routes/{concern}.yml: for {audience or 'anybody'} in {area or 'an unknown place'}"
                least = 1 if concern in INFORMATION or concern == "emergency_attack" else 2
                if len([entry for entry in found if entry.status == "active"]) < least:
                    yield f"{where}: fewer than {least} routes; add one that serves there."
                answering = [entry for entry in found if entry.id != EMERGENCY_999 and is_open(entry, night)]
                if concern not in INFORMATION and not concern.startswith(PREFIX) and not answering:
                    yield f"{where}: nobody answers at night; add a line that does."
