"""`python -m bot directory ...`: one module a command."""

from __future__ import annotations

import argparse
from types import ModuleType
from typing import Any

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
    """Adds the commands; each module has `options(parser)` and `run(...)`, and its first line says what it does."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    for name, module in COMMANDS.items():
        text = (module.__doc__ or "").splitlines()[0]
        module.options(actions.add_parser(name, help=text, description=text))


def run(action: str, **given: Any) -> None:
    """Runs one.

    Args:
        action: Its name.
        given: Its options.

    Raises:
        ValueError: With one sentence that says what to do, if it cannot be done.
    """
    COMMANDS[action].run(**given)
