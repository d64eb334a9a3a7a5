"""A command that has commands of its own, one module each, as `python -m bot directory due`."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from types import ModuleType


def add_commands(parser: argparse.ArgumentParser, dest: str, modules: Mapping[str, ModuleType]) -> None:
    """Adds a command for each module: it has `options(parser)` and `run(...)`, and its first line says what it does.

    Args:
        parser: Of the group.
        dest: Under which name the chosen command is given on.
        modules: By the name of the command.
    """
    commands = parser.add_subparsers(dest=dest, required=True, metavar=dest)
    for name, module in modules.items():
        text = (module.__doc__ or "").splitlines()[0]
        module.options(commands.add_parser(name, help=text, description=text))
