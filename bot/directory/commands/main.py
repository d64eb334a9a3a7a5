"""`python -m bot directory ...`: one module a command."""

from __future__ import annotations

import argparse
from types import ModuleType
from typing import Any

from bot.command_group import add_commands
from bot.directory.commands import add, coverage, due, export, feed, links, number, release, schema

COMMANDS: dict[str, ModuleType] = {
    "due": due,
    "add": add,
    "number": number,
    "coverage": coverage,
    "release": release,
    "links": links,
    "schema": schema,
    "export": export,
    "import": feed,
}


def options(parser: argparse.ArgumentParser) -> None:
    """Adds the commands."""
    add_commands(parser, "action", COMMANDS)


def run(action: str, **given: Any) -> None:
    """Runs one.

    Args:
        action: Its name.
        given: Its options.

    Raises:
        ValueError: With one sentence that says what to do, if it cannot be done.
    """
    COMMANDS[action].run(**given)
