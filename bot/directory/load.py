"""Reads the directory from its files and refuses what cannot be right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from bot.directory import checks
from bot.directory.areas import AreaError, AreaTree
from bot.directory.directory import Directory
from bot.directory.model import AreasFile, DirectoryFile, Entry, NationLimit, Origin, Route

FOLDER = Path("data") / "directory"
ROUTES = Path("data") / "routes"
AREAS = "areas.yml"
NATIONS = "_nations.yml"
ASKING = ("child", "adult", "parent", "professional", "own_behaviour")
_T = TypeVar("_T")


class DirectoryError(ValueError):
    """A file of the directory is wrong: file, place in it, and what to write."""


def _decode(path: Path, kind: type[_T]) -> _T:
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=kind)
    except msgspec.ValidationError as error:
        raise DirectoryError(f"{path}: {error}. The fields are explained in bot/directory/model.py.") from error
    except (msgspec.DecodeError, ValueError) as error:  # a date such as 2026-13-01 is a plain ValueError of PyYAML
        raise DirectoryError(f"{path}: this is not YAML: {error}") from error
    except OSError as error:
        raise DirectoryError(f"{path}: cannot be read ({error.strerror}).") from error


def load(folder: Path = FOLDER, routes: Path = ROUTES) -> Directory:
    """Loads everything, or nothing.

    Args:
        folder: Holds areas.yml and the entries.
        routes: Holds one file a concern, and _nations.yml.

    Returns:
        The directory.

    Raises:
        DirectoryError: At the first thing that is wrong.
    """
    try:
        tree = AreaTree(_decode(folder / AREAS, AreasFile).areas)
    except AreaError as error:
        raise DirectoryError(f"{folder / AREAS}: {error}") from error
    entries: dict[str, Entry] = {}
    origins: dict[str, Origin] = {}
    for path in sorted(folder.glob("*.yml")):
        if path.name == AREAS:
            continue
        content = _decode(path, DirectoryFile)
        for entry in content.entries:
            if entry.id in entries:
                raise DirectoryError(f"{path}: {entry.id}: this id is in another file already; choose another.")
            problem = next(checks.problems(entry, tree), None)
            if problem is not None:
                raise DirectoryError(f"{path}: {entry.id}: {problem}")
            entries[entry.id] = entry
            origins[entry.id] = Origin(file=str(path), organization=content.organization)
    by_concern = {path.stem: _decode(path, Route) for path in sorted(routes.glob("[!_]*.yml"))}
    limits = _decode(routes / NATIONS, dict[str, NationLimit])
    for concern, route in by_concern.items():
        _check_route(routes / f"{concern}.yml", route, tree)
    for where, name in _named(entries, by_concern, limits):
        if name not in entries:
            raise DirectoryError(f"{where}: {name}: no entry has this id; correct it or add the entry.")
    return Directory(entries, by_concern, limits, tree, origins)


def _check_route(path: Path, route: Route, tree: AreaTree) -> None:
    for asking in route.must:
        if asking not in ASKING:
            raise DirectoryError(f"{path}: must: {asking!r} is nobody who asks; use one of {', '.join(ASKING)}.")
    for area in route.local:
        if area not in tree.areas:
            raise DirectoryError(f"{path}: local: {area!r} is not in {FOLDER / AREAS}; use one of its ids.")


def _named(
    entries: dict[str, Entry], routes: dict[str, Route], limits: dict[str, NationLimit]
) -> Iterator[tuple[str, str]]:
    """Every id that something points to, with the place that points to it."""
    for entry in entries.values():
        yield from ((f"{FOLDER}: {entry.id}: replaced_by", name) for name in entry.replaced_by)
        yield from ((f"{FOLDER}: {entry.id}: replaces", name) for name in entry.replaces)
    for concern, route in routes.items():
        where = f"{ROUTES / concern}.yml"
        for group in (route.must, route.local):
            yield from ((f"{where}: {key}", name) for key, names in group.items() for name in names)
        yield from ((f"{where}: first", name) for name in route.first)
        yield from ((f"{where}: any_hour", name) for name in route.any_hour)
    for name, limit in limits.items():
        yield f"{ROUTES / NATIONS}", name
        yield from ((f"{ROUTES / NATIONS}: {name}", instead) for instead in limit.instead.values())
