"""List the entries whose facts are too old."""

from __future__ import annotations

import argparse

from bot import clock
from bot.directory import audit
from bot.directory.load import load


def options(parser: argparse.ArgumentParser) -> None:
    """--within DAYS."""
    parser.add_argument("--within", type=int, default=0, metavar="DAYS", help="also what will be due in so many days")


def run(within: int) -> None:
    """Prints what is due, the oldest first."""
    lines = list(audit.due(load(), clock.now(), within))
    print("\n".join([*lines, f"{len(lines)} entries are due."] if lines else ["Nothing is due."]))
