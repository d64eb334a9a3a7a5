"""The names by which people ask: of services, places and platforms."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec
from rapidfuzz import fuzz, process

from bot.directory.directory import Directory
from bot.directory.model import Entry
from bot.directory.slips import slips
from bot.files import decode

PLATFORMS = Path("data") / "phrases" / "platforms.yml"
SERVICE_NAMES = Path("data") / "phrases" / "service_names.yml"
NOT_PLACES = Path("data") / "phrases" / "not_places.yml"
Phrases = dict[str, dict[str, list[str]]]
_GOOD_ENOUGH = 86  # of 100; below it rapidfuzz finds likenesses that no reader would
_NEAR_ENOUGH = 80  # of 100, for names typed as one word or with a slip
_ONE_SLIP = 90  # of 100, for one long word among others: "whats the numbr for childlin"
_LONG = 8  # letters
_SHORTEST = 4  # letters; shorter names must be typed as they are
_ASKING = re.compile(
    r"\b(what|whats|who|is|are|the|a|an|number|phone|contact|for|tell|me|about|how|do|i|to|of|can|you|call|ring|reach|get|"
    r"website|link|address|hours|open|free|please|give|need|find|info|on|does|it|still|going|with|in|touch|s)\b"
)


_SENTENCE_END = (".", "!", "?", "\n", "")


class _ServiceNames(msgspec.Struct, forbid_unknown_fields=True):
    """data/phrases/service_names.yml; what each part means stands there."""

    never: frozenset[str]
    ordinary: frozenset[str]
    no_slips: frozenset[str]
    also: dict[str, str]
    before: str
    after: str


@cache
def _service_names(file: Path = SERVICE_NAMES) -> _ServiceNames:
    return decode(file, _ServiceNames)


def is_meant(text: str, start: int, end: int) -> bool:
    """Tells whether words that are also a service's name are meant as one.

    Args:
        text: As typed.
        start: Where the words begin.
        end: Where they end.

    Returns:
        True for any name that is nothing else. "Calm", "Refuge" and the like must be asked for ("ring Calm", "the Beat
        helpline"), stand alone, or be written as a name is, in capitals of their own.
    """
    names, said = _service_names(), text[start:end]
    if said.lower() not in names.ordinary:
        return True
    before, after = text[:start], text[end:]
    if not re.search(r"\w", before + after):
        return True
    if said.isupper() and not text.isupper():
        return True
    if said[0].isupper() and not text.isupper() and before.rstrip()[-1:] not in _SENTENCE_END:
        return True
    return bool(re.search(names.before, before.lower()) or re.search(names.after, after.lower()))


def names_of(entry: Entry) -> list[str]:
    """Every way in which an entry may be named: its name, without brackets and dashes, and its other names."""
    names = [entry.name, *entry.alternate_name]
    for name in list(names):
        bare = re.sub(r"\s*\([^)]*\)", "", name).strip()
        names += [bare, *re.findall(r"\(([^)]{2,})\)", name)]
        names += [part.strip() for part in re.split(r" [–—-] |: ", bare)[:1]]
    return list(dict.fromkeys(name for name in names if len(name) > 1))


def _services(directory: Directory) -> dict[str, list[str]]:
    """Names to entries. A name that several entries share belongs to the current one."""
    rank = {"active": 0, "unverified": 1, "closed": 2, "past": 3}
    owners: dict[str, tuple[tuple[bool, int], Entry]] = {}
    for entry in directory.entries.values():
        for position, name in enumerate(names_of(entry)):
            past = rank[entry.status] > 1 or entry.event is not None
            claim = (past, position)  # a name of its own beats a part of a longer one
            known = owners.get(name.lower())
            if known is None or claim < known[0]:
                owners[name.lower()] = (claim, entry)
    services: dict[str, list[str]] = {}
    given = {name: entry.id for name, (_, entry) in owners.items() if name not in _service_names().never}
    for name, owner in (given | _service_names().also).items():
        services.setdefault(owner, []).append(name)
    return services


def not_places(file: Path = NOT_PLACES) -> list[str]:
    """Longer phrases that hold the name of a place and name none, such as "derby match"; in lower case."""
    return decode(file, list[str])


def phrases(directory: Directory, platforms: Path = PLATFORMS) -> Phrases:
    """All phrases to look for.

    Args:
        directory: Its names and places.
        platforms: A mapping id -> names.

    Returns:
        label (service, area, platform) -> id -> phrases in lower case; of services and platforms also the slips in
        which they are typed (bot/directory/slips.py).
    """
    named = decode(platforms, dict[str, list[str]])
    areas = {
        area.id: list(dict.fromkeys([area.name.lower(), *(place.lower() for place in area.places)]))
        for area in directory.areas.areas.values()
    }
    # A place, or an app by its bare name, is no service; the pages of the app are found by the app (actions/shared.py).
    others = {says for names in (*areas.values(), *named.values()) for says in names}
    services = {name: [says for says in names if says not in others] for name, names in _services(directory).items()}
    kept = {"service": {name: names for name, names in services.items() if names}, "area": areas, "platform": named}
    taken = {says for by_id in kept.values() for names in by_id.values() for says in names} | _service_names().no_slips
    ordinary = _service_names().ordinary
    for label in ("service", "platform"):
        for owner, names in kept[label].items():
            kept[label][owner] = [*names, *slips([name for name in names if name not in ordinary], taken)]
    return kept


def look_up(question: str, directory: Directory) -> str | None:
    """Finds the entry that a misspelt name means.

    Args:
        question: As typed, such as "whats koth" or "number for child line".
        directory: Where to look.

    Returns:
        The entry's id, or None if nothing is near enough.
    """
    wanted = _ASKING.sub(" ", re.sub(r"[^\w\s]", "", question.lower())).strip()
    if len(wanted.replace(" ", "")) < _SHORTEST:
        return None
    known = {name: owner for owner, names in _services(directory).items() for name in names if len(name) >= _SHORTEST}
    best = process.extractOne(wanted, known.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=_GOOD_ENOUGH)
    if best is not None:
        return known[best[0]]
    squeezed = {name.replace(" ", ""): owner for name, owner in known.items()}
    near = process.extractOne(wanted.replace(" ", ""), squeezed.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH)
    words = [word for word in wanted.split() if len(word) >= _LONG]
    slips = (process.extractOne(word, squeezed.keys(), scorer=fuzz.ratio, score_cutoff=_ONE_SLIP) for word in words)
    near = near or next((slip for slip in slips if slip is not None), None)
    return squeezed[near[0]] if near is not None else None
