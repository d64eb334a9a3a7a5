"""List every number and link that no person has tried, and every worry that is a draft; fail while there are any."""

from __future__ import annotations

import argparse

from bot import clock
from bot.concerns import drafts
from bot.directory import audit
from bot.directory.load import load

LEFT = (
    "Demonstration only: nobody has tried {count} contacts. After trying one, write verified_by (your name) and "
    "verified_on (the day) beside it."
)


class NotTriedError(ValueError):
    """Some contacts are shown that nobody has rung or opened."""


def options(parser: argparse.ArgumentParser) -> None:
    """None."""


def run() -> None:
    """Says that all were tried.

    Raises:
        NotTriedError: With a line for each that was not: until it is gone this is a demonstration, and says so.
    """
    unfinished, lines = drafts(), list(audit.untried(load(), clock.now()))
    if unfinished or lines:
        raise NotTriedError("\n".join([*unfinished, *lines, LEFT.format(count=len(lines))]))
    print("A person has tried every contact, and no worry is a draft.")
