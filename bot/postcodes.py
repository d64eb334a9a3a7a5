"""What the first half of a postcode tells: the nation, and which councils to ask about; never a council by itself.

Postcodes cross the borders of councils (NG10 is in Derbyshire), so only a nation is taken for granted; those few that
lie in one council as a whole stand among the places of data/directory/areas.yml.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import msgspec

from bot.files import decode

FILE = Path("data") / "phrases" / "postcodes.yml"
_POSTCODE = re.compile(r"(?<![\w£])([A-Za-z]{1,2})\d[A-Za-z\d]?(?: ?\d[A-Za-z]{2})?(?!\w)")


class Found(msgspec.Struct, frozen=True):
    """A postcode area.

    Attributes:
        nation: Where it lies; None on a border.
        councils: Area ids to offer; empty where none is known.
    """

    nation: str | None
    councils: tuple[str, ...] = ()


class _Postcodes(msgspec.Struct, forbid_unknown_fields=True):
    nations: dict[str, str]
    border: str
    councils: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def _areas(file: Path = FILE) -> dict[str, Found]:
    data = decode(file, _Postcodes)
    known = {letters: Found(nation) for nation, names in data.nations.items() for letters in names.split()}
    known |= {letters: Found(None) for letters in data.border.split()}
    return {letters: Found(found.nation, data.councils.get(letters, ())) for letters, found in known.items()}


def find(message: str) -> Found | None:
    """Finds a postcode or its first half.

    Args:
        message: As typed.

    Returns:
        What it tells, or None if there is none.
    """
    letters = (match.group(1).lower() for match in _POSTCODE.finditer(message))
    return next((_areas()[name] for name in letters if name in _areas()), None)
