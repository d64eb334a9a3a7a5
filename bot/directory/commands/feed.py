"""Read an HSDS-UK feed (a file or an address) into files for a person to review."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot import clock
from bot.directory.hsds import adopt, feed
from bot.directory.load import load

FOLDER = Path("results") / "import"


class FileThereError(ValueError):
    """A file of that name is there already; the message says what to do."""


def options(parser: argparse.ArgumentParser) -> None:
    """FEED, --to FOLDER."""
    parser.add_argument("source", metavar="FEED", help="a JSON file, or the address of an API's /services")
    parser.add_argument("--to", type=Path, default=FOLDER, metavar="FOLDER", help=f"default: {FOLDER}")


def run(source: str, to: Path) -> None:
    """Writes one file an organization; all of them, or, if anything is wrong, none.

    Raises:
        FeedError: If the feed cannot be read or is none.
        FileThereError: If a file would be overwritten.
        OSError: If the folder cannot be written.
    """
    files = adopt.files(feed.read(source), load(), source, clock.now().date())
    there = [name for name in files if (to / name).exists()]
    if there:
        raise FileThereError(f"{to / there[0]}: is there already; move it away, or give another folder with --to.")
    to.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (to / name).write_text(text, encoding="utf-8")
    count = sum(text.count("\n- id: ") for text in files.values())
    print(f"{count} services in {len(files)} files to review: {to}")
