"""The tree of places: nation > county > council."""

from __future__ import annotations

from collections.abc import Iterable

from bot.directory.routes import Area

UK = "uk"
ABROAD = "abroad"  # no place of the tree: somebody who writes from outside the UK
NATIONS = ("england", "wales", "scotland", "northern_ireland")


class AreaError(ValueError):
    """A place lies within one that is not there, or within itself; the message says which."""


class AreaTree:
    """Answers which places lie in which."""

    def __init__(self, areas: Iterable[Area]) -> None:
        """Builds the tree.

        Args:
            areas: All places of data/directory/areas.yml.

        Raises:
            AreaError: If a place lies within one that is not there, or within itself.
        """
        self.areas = {area.id: area for area in areas}
        self._above = {area: tuple(self._climb(area)) for area in self.areas}

    def _climb(self, area: str) -> Iterable[str]:
        at: str | None = area
        passed: set[str] = set()
        while at is not None:
            if at not in self.areas:
                raise AreaError(f"{area}: within: no place has the id {at!r}; use one that is there.")
            if at in passed:
                raise AreaError(f"{area}: within: it lies within itself; correct one of the places around it.")
            yield at
            passed.add(at)
            at = self.areas[at].within

    def _over(self, place: str | None) -> tuple[str, ...]:
        """A place and what holds it; nothing of one that is unknown or outside the UK."""
        return self._above.get(place or "", ())

    def nation(self, area: str | None) -> str | None:
        """The nation that a place lies in; None if unknown, the whole UK or abroad."""
        return next((place for place in self._over(area) if place in NATIONS), None)

    def serves(self, areas: tuple[str, ...], place: str | None) -> bool:
        """Tells whether a service for `areas` is one for somebody in `place`.

        Args:
            areas: Where the service works.
            place: Where the person lives; None if they have not said. "The UK" says no more.

        Returns:
            True if one of the areas holds the place. Of somebody whose place is unknown, or abroad: True for services
            of the whole UK, of England, or of several nations; the reply says where they work.
        """
        if place in (None, UK, ABROAD):
            return any(area == UK or area in NATIONS[:1] for area in areas) or len(set(areas) & set(NATIONS)) > 1
        return any(area in self._over(place) for area in areas) or any(
            place in self._above[area] for area in areas if self._too_coarse(place)
        )

    def _too_coarse(self, place: str) -> bool:
        """Somebody who names a county may live in any of its councils: offer each."""
        return place not in NATIONS and any(area.within == place for area in self.areas.values())

    def local(self, place: str | None, keys: Iterable[str]) -> tuple[str, ...]:
        """Which of the keys (area ids) hold the place, smallest first."""
        keys = set(keys)
        return tuple(area for area in self._over(place) if area in keys)
