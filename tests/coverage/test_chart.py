"""bot/coverage/chart.py: the map shows every cell and names every hole."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from bot.clock import LONDON
from bot.coverage import chart
from bot.coverage.proof import Cell

NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=LONDON)
CELLS = [
    Cell(concern="fraud", audience="child", area="unknown", routes=3, level="good"),
    Cell(concern="fraud", audience="child", area="dudley", routes=1, level="hole", problem="fewer than 2 <routes>"),
    Cell(concern="fraud", audience="adult", area="unknown", routes=2, level="listening", problem="only a listener"),
    Cell(concern="fraud", audience="adult", area="dudley", routes=4, level="good"),
]


def test_page_names_holes_with_worry_person_and_place() -> None:
    """What is missing stands in words before the table, safely written."""
    said = chart.page(CELLS, NOW)

    assert "<b>fraud</b>, child: fewer than 2 &lt;routes&gt; <small>(dudley)</small>" in said
    assert "<b>fraud</b>, adult: only a listener <small>(unknown)</small>" in said


def test_page_has_a_cell_for_each() -> None:
    """A row for each worry and person, a column for each place, and a mark beside the colour."""
    said = chart.page(CELLS, NOW)

    assert said.count("<td class=") == len(CELLS)
    assert ">1!</td>" in said
    assert ">2*</td>" in said


def test_page_without_holes_says_none() -> None:
    """No hole: the page says so."""
    assert chart.page(CELLS[:1], NOW).count("<p>None.</p>") == 2


def test_page_needs_nothing_else() -> None:
    """No script, nothing from another place."""
    said = chart.page(CELLS, NOW)

    assert "<script" not in said
    assert "://" not in said


def test_figures_count_each_kind() -> None:
    """The sentence that `make check` prints."""
    assert chart.figures(CELLS) == (
        "4 combinations of worry, person and place: 2 good (50.0 %), 1 with a listening line only at some hour, 1 holes."
    )


def test_draw_makes_the_folder(tmp_path: Path) -> None:
    """The map is written where it is asked for."""
    file = chart.draw(CELLS, NOW, tmp_path / "new" / "map.html")

    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")
