"""The coverage map: one HTML file that needs nothing else, concern by audience by area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template

from bot.coverage.proof import Cell

PAGE = Path(__file__).with_name("map.html")
FILE = Path("results") / "coverage.html"
MARKS = {"good": "", "listening": "*", "hole": "!"}  # beside the colour, for whoever cannot tell colours apart


def figures(cells: Sequence[Cell]) -> str:
    """One sentence: how many cells there are, and how many of each kind."""
    count = {level: sum(cell.level == level for cell in cells) for level in MARKS}
    share = 100 * count["good"] / len(cells) if cells else 0.0
    return (
        f"{len(cells)} combinations of worry, person and place: {count['good']} good ({share:.1f} %), "
        f"{count['listening']} with a listening line only at some hour, {count['hole']} holes."
    )


def _named(cells: Iterable[Cell]) -> str:
    """Every cell with a problem by name; places with the same one share a line."""
    found = [(cell.concern, cell.audience, cell.problem or "", cell.area) for cell in cells]
    lines = [
        f"<li><b>{escape(concern)}</b>, {escape(audience)}: {escape(problem)} <small>({escape(places)})</small></li>"
        for (concern, audience, problem), group in groupby(sorted(found), key=lambda cell: cell[:3])
        for places in [", ".join(cell[3] for cell in group)]
    ]
    return f"<ul>{''.join(lines)}</ul>" if lines else "<p>None.</p>"


def _cell(cell: Cell) -> str:
    said = escape(cell.problem or "all is well")
    return f'<td class="{cell.level}" title="{said}">{cell.routes}{MARKS[cell.level]}</td>'


def _rows(cells: Iterable[Cell]) -> str:
    rows = []
    for (concern, audience), group in groupby(cells, key=lambda cell: (cell.concern, cell.audience)):
        places = "".join(_cell(cell) for cell in group)
        rows.append(f'<tr><th scope="row">{escape(concern)}</th><td>{escape(audience)}</td>{places}</tr>')
    return "\n".join(rows)


def page(cells: Sequence[Cell], now: dt.datetime) -> str:
    """Draws the map.

    Args:
        cells: All of them, in the order of the proof.
        now: The moment at which they were looked at.

    Returns:
        HTML without scripts and without anything from elsewhere.
    """
    areas = list(dict.fromkeys(cell.area for cell in cells))
    return Template(PAGE.read_text(encoding="utf-8")).substitute(
        summary=f"{escape(figures(cells))} Looked at on {now.day} {now:%B %Y}.",
        holes=_named(cell for cell in cells if cell.level == "hole"),
        listening=_named(cell for cell in cells if cell.level == "listening"),
        areas="".join(f'<th scope="col">{escape(area)}</th>' for area in areas),
        rows=_rows(cells),
    )


def draw(cells: Sequence[Cell], now: dt.datetime, file: Path = FILE) -> Path:
    """Writes the map, making its folder if need be.

    Raises:
        OSError: If the file cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page(cells, now), encoding="utf-8")
    return file
