"""Open every link and list those that are dead or have moved."""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter

from tqdm import tqdm

from bot import clock
from bot.directory import links
from bot.directory.load import load


class DeadLinkError(ValueError):
    """Some links are dead; the message names each with its file."""


def options(parser: argparse.ArgumentParser) -> None:
    """--evidence, --seconds."""
    parser.add_argument("--evidence", action="store_true", help="also the pages that the facts rest on")
    parser.add_argument("--seconds", type=float, default=links.SECONDS, help="how long to wait for a page")


def run(evidence: bool, seconds: float) -> None:
    """Prints what is not fine.

    Raises:
        DeadLinkError: If a link is dead.
    """
    directory = load()
    owners = links.collect(directory, clock.now(), evidence)
    with tqdm(total=len(owners), unit=" links", desc="Opening") as bar:
        results = asyncio.run(links.check(list(owners), seconds=seconds, seen=bar.update))
    lines = links.report(results, owners, directory)
    count = Counter(result.state for result in results)
    figures = ", ".join(f"{count[state]} {state}" for state in ("fine", "moved", "dead", "unsure"))
    if count["dead"]:
        raise DeadLinkError("\n".join([*lines, f"{len(results)} links: {figures}."]))
    print("\n".join([*lines, f"{len(results)} links: {figures}."]))
