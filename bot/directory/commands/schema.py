"""Write the JSON Schemas by which editors complete and check the files."""

from __future__ import annotations

import argparse

from bot.directory import schema


def options(parser: argparse.ArgumentParser) -> None:
    """None."""


def run() -> None:
    """Writes them; run it after the fields in bot/directory/model.py have changed."""
    print("\n".join(str(file) for file in schema.write()))
