"""`python -m bot new ...`: makes what a new thing needs, in every place; one module a kind of thing."""

from __future__ import annotations

import argparse
from types import ModuleType
from typing import Any

from bot.command_group import add_commands
from bot.new import concern, language, phrase

COMMANDS: dict[str, ModuleType] = {"concern": concern, "phrase": phrase, "language": language}


def options(parser: argparse.ArgumentParser) -> None:
    """Adds the commands."""
    add_commands(parser, "thing", COMMANDS)


def run(thing: str, **given: Any) -> None:
    """Runs one.

    Args:
        thing: What is new.
        given: Its options.

    Raises:
        ValueError: With what is wrong and what to do; nothing was written then.
    """
    COMMANDS[thing].run(**given)
