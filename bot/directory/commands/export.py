"""Write the directory as open data: HSDS-UK 3.0 JSON, or CSV."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from bot import clock
from bot.directory.hsds import export, listing, table, validate
from bot.directory.load import load

FORMATS = {"hsds-uk": "json", "csv": "csv"}


class ExportError(ValueError):
    """What would be written is not what the standard allows."""


def options(parser: argparse.ArgumentParser) -> None:
    """--format hsds-uk|csv, --to FILE."""
    parser.add_argument("--format", choices=FORMATS, default="hsds-uk", help="default: hsds-uk")
    parser.add_argument("--to", type=Path, metavar="FILE", help="default: results/directory.json or .csv")


def run(format: str, to: Path | None) -> None:  # noqa: A002  # the name of the option
    """Writes the file, after checking it against the published schema.

    Raises:
        ExportError: If an entry cannot be said in the standard.
        OSError: If the file cannot be written.
    """
    directory = load()
    file = to or Path("results") / f"directory.{FORMATS[format]}"
    file.parent.mkdir(parents=True, exist_ok=True)
    if format == "csv":
        file.write_text(table.table(directory), encoding="utf-8", newline="")
        print(f"{len(directory.entries)} entries: {file}")
        return
    services = export.services(directory, clock.now())
    found = list(validate.problems(services))
    if found:
        raise ExportError("\n".join(found))
    page = listing.page(services, 1, max(len(services), 1))
    file.write_text(json.dumps(page, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(services)} services, as the schemas of HSDS-UK 3.0 want them: {file}")
