"""Draw the coverage map: every worry, person and place, with every hole named."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot import clock
from bot.coverage import chart, proof
from bot.directory.load import load


def options(parser: argparse.ArgumentParser) -> None:
    """--to FILE."""
    parser.add_argument("--to", type=Path, default=chart.FILE, metavar="FILE", help=f"default: {chart.FILE}")


def run(to: Path) -> None:
    """Writes the map and prints its figures.

    Raises:
        OSError: If the file cannot be written.
    """
    now = clock.now()
    cells = list(proof.cells(load(), now))
    print(f"{chart.figures(cells)} Map: {chart.draw(cells, now, to)}")
